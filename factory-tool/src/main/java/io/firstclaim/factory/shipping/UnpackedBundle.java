package io.firstclaim.factory.shipping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;

/// A bundle that was unpacked into a folder. Links are not followed.
final class UnpackedBundle implements BundleFiles {
    private final Path root;
    private final Set<String> names;

    private UnpackedBundle(Path root, Set<String> names) {
        this.root = root;
        this.names = names;
    }

    static UnpackedBundle open(Path root, Findings findings) throws IOException {
        Set<String> names = new TreeSet<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
                if (!attributes.isRegularFile()) {
                    findings.problem(name, "is not a plain file");
                } else if (!BundlePath.isAllowed(name)) {
                    findings.problem(name, "has a name that no bundle's file has");
                } else {
                    names.add(name);
                }
                if (names.size() + findings.problemCount() > MAX_ENTRIES) {
                    findings.problem(root.toString(), "has more than " + MAX_ENTRIES + " files");
                    return FileVisitResult.TERMINATE;
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new UnpackedBundle(root, names);
    }

    @Override
    public Set<String> names() {
        return names;
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void close() {
        // nothing is open between reads
    }
}
