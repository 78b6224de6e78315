package io.firstclaim.factory.label;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// A label as a PNG (ISO/IEC 15948): black on white in 16 greys, a whole number of pixels for every module, and the
/// print size stated, so that a 300 dpi printer prints it dot for dot.
public final class LabelPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final double INCH_IN_METRES = 0.0254;
    private static final byte BITS = 4;
    private static final int ROW_BYTES = LabelLayout.WIDTH / 2;
    private static final byte GREY = 0;
    private static final byte PER_METRE = 1;

    private final LabelLayout layout;
    private final LabelFont font;

    public LabelPng(LabelFont font) {
        this.layout = new LabelLayout(font);
        this.font = font;
    }

    /// Draws a label. The same label gives the same bytes. May be used by several threads.
    public byte[] render(DeviceLabel label) {
        BufferedImage image = new BufferedImage(LabelLayout.WIDTH, LabelLayout.HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, LabelLayout.WIDTH, LabelLayout.HEIGHT);
            graphics.setColor(Color.BLACK);
            QrCode.of(label.enrollmentId()).draw((x, y, length) -> graphics.fillRect(
                    LabelLayout.CODE + x * LabelLayout.MODULE, LabelLayout.CODE + y * LabelLayout.MODULE,
                    length * LabelLayout.MODULE, LabelLayout.MODULE));
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            layout.lines(label).forEach(
                    line -> graphics.fill(font.outlines(line.text(), line.size(), line.x(), line.baseline())));
        } finally {
            graphics.dispose();
        }
        return encode(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    }

    private static byte[] encode(byte[] pixels) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        chunk(png, "IHDR", ByteBuffer.allocate(13).putInt(LabelLayout.WIDTH).putInt(LabelLayout.HEIGHT)
                .put(BITS).put(GREY).array());
        int dotsPerMetre = (int) Math.round(LabelLayout.DPI / INCH_IN_METRES);
        chunk(png, "pHYs", ByteBuffer.allocate(9).putInt(dotsPerMetre).putInt(dotsPerMetre).put(PER_METRE).array());
        chunk(png, "IDAT", deflate(pixels));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /// The rows, two pixels in a byte, each row after its filter type: none.
    private static byte[] deflate(byte[] pixels) {
        byte[] rows = new byte[LabelLayout.HEIGHT * (ROW_BYTES + 1)];
        for (int y = 0; y < LabelLayout.HEIGHT; y++) {
            for (int x = 0; x < LabelLayout.WIDTH; x += 2) {
                int left = pixels[y * LabelLayout.WIDTH + x] & 0xf0;
                int right = (pixels[y * LabelLayout.WIDTH + x + 1] & 0xf0) >> 4;
                rows[y * (ROW_BYTES + 1) + 1 + x / 2] = (byte) (left | right);
            }
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(rows);
            deflater.finish();
            while (!deflater.finished()) {
                compressed.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        return compressed.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        png.writeBytes(name);
        png.writeBytes(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}
