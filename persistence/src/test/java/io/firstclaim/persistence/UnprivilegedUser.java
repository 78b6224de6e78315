package io.firstclaim.persistence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// As whom a PostgreSQL server runs, which refuses to run as root.
enum UnprivilegedUser {
    /// This process is not root's.
    MYSELF(""),
    /// Root in a user namespace where it is nobody: files stay its own.
    NAMESPACE("unshare -U"),
    /// Another user, to whom files are given. For machines that deny namespaces.
    NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

    private static final int NOBODYS_ID = 65534;
    private static final long SECONDS = 10;

    private final String before;

    UnprivilegedUser(String before) {
        this.before = before;
    }

    /// The first that works here.
    static UnprivilegedUser here() {
        return Stream.of(values()).filter(UnprivilegedUser::isPossible).findFirst().orElse(NOBODY);
    }

    /// Whether this machine lets a server run so.
    boolean isPossible() {
        var root = "root".equals(System.getProperty("user.name"));
        return (this == MYSELF) != root && works();
    }

    private boolean works() {
        try {
            var process = new ProcessBuilder(command("true")).start();
            return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The command, run by it; in the same process.
    List<String> command(String... words) {
        return Stream.concat(Stream.of(before.split(" ")).filter(word -> !word.isEmpty()), Stream.of(words)).toList();
    }

    /// Lets it have a folder of this process.
    void own(Path folder) throws IOException {
        if (this == NOBODY) {
            FolderTree.give(folder, NOBODYS_ID);
        }
    }
}
