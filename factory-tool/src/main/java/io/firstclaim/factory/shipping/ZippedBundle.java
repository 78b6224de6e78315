package io.firstclaim.factory.shipping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A bundle as it was sent: a zip, read through its directory.
final class ZippedBundle implements BundleFiles {
    private final ZipFile zip;
    private final Set<String> names;

    private ZippedBundle(ZipFile zip, Set<String> names) {
        this.zip = zip;
        this.names = names;
    }

    static ZippedBundle open(Path file, Findings findings) throws IOException {
        ZipDirectory.requireSmall(file);
        ZipFile zip = new ZipFile(file.toFile());
        try {
            return new ZippedBundle(zip, names(zip, findings));
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static Set<String> names(ZipFile zip, Findings findings) {
        Set<String> names = new TreeSet<>();
        if (zip.size() > MAX_ENTRIES) {
            findings.problem(zip.getName(), "has " + zip.size() + " entries; at most " + MAX_ENTRIES + " are read");
            return names;
        }
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
            ZipEntry entry = entries.nextElement();
            String name = entry.getName();
            if (entry.isDirectory() && BundlePath.isAllowed(name.substring(0, name.length() - 1))) {
                continue;
            }
            if (!BundlePath.isAllowed(name)) {
                findings.problem(name, "has a name that no bundle's file has, and could be unpacked to another place");
            } else if (!names.add(name)) {
                findings.problem(name, "is in the zip twice");
            }
        }
        return names;
    }

    @Override
    public Set<String> names() {
        return names;
    }

    @Override
    public InputStream open(String name) throws IOException {
        return zip.getInputStream(Objects.requireNonNull(zip.getEntry(name), name));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
