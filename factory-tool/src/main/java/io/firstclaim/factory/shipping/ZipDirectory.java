package io.firstclaim.factory.shipping;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/// The directory at the end of a zip (APPNOTE 4.3), which is held in memory as long as the zip is open: looked at
/// beforehand, because a small file can claim a huge one.
final class ZipDirectory {
    /// The largest directory that is read, in bytes: 200,000 names take less.
    static final long MAX_BYTES = 96L * 1024 * 1024;

    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int MAX_COMMENT = 0xffff;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_SIZE = 20;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_SIZE = 56;
    private static final long IN_END_64 = 0xffffffffL;

    private ZipDirectory() {}

    /// Refuses a file that doesn't end as a zip does, or whose directory is too large.
    static void requireSmall(Path file) throws IOException {
        try (SeekableByteChannel zip = Files.newByteChannel(file)) {
            long size = size(zip);
            if (size < 0 || size > MAX_BYTES) {
                throw new ZipException("its directory has " + Long.toUnsignedString(size)
                        + " bytes; at most " + MAX_BYTES + " are read");
            }
        }
    }

    private static long size(SeekableByteChannel zip) throws IOException {
        long start = Math.max(0, zip.size() - END_SIZE - MAX_COMMENT);
        ByteBuffer tail = read(zip, start, (int) (zip.size() - start));
        for (int at = tail.limit() - END_SIZE; at >= 0; at--) {
            if (tail.getInt(at) == END) {
                long size = Integer.toUnsignedLong(tail.getInt(at + 12));
                long offset = Integer.toUnsignedLong(tail.getInt(at + 16));
                return size == IN_END_64 || offset == IN_END_64 ? size64(zip, start + at - LOCATOR_SIZE) : size;
            }
        }
        throw new ZipException("it is no zip, or its end is missing");
    }

    private static long size64(SeekableByteChannel zip, long locatorAt) throws IOException {
        if (locatorAt >= 0) {
            ByteBuffer locator = read(zip, locatorAt, LOCATOR_SIZE);
            long endAt = locator.getLong(8);
            if (locator.getInt(0) == LOCATOR && endAt >= 0 && endAt <= locatorAt - END_64_SIZE) {
                ByteBuffer end = read(zip, endAt, END_64_SIZE);
                if (end.getInt(0) == END_64) {
                    return end.getLong(40);
                }
            }
        }
        throw new ZipException("its 64-bit end is missing");
    }

    private static ByteBuffer read(SeekableByteChannel zip, long at, int length) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        zip.position(at);
        while (content.hasRemaining()) {
            if (zip.read(content) < 0) {
                throw new ZipException("its end is missing");
            }
        }
        return content.flip();
    }
}
