package io.firstclaim.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/// What the executable ends with. Scripts may rely on the numbers; `docs/cli.md` lists them.
public enum ExitCode {
    /// Done.
    OK(0, "done"),
    /// It could not be done, or a device was refused.
    FAILED(1, "failed, or the device was refused"),
    /// An argument is missing or malformed.
    USAGE(2, "an argument is missing or malformed"),
    /// There is nothing of that id or name in the caller's account.
    NOT_FOUND(3, "there is no such thing in the account"),
    /// It exists already.
    DUPLICATE(4, "it exists already, here or in another account"),
    /// The API key or token is not valid, or not enough.
    NOT_ALLOWED(5, "the API key or token is not valid, or not enough"),
    /// The core can't be reached, or does not answer in time.
    UNREACHABLE(6, "the core can't be reached or does not answer in time"),
    /// A limit of the account or of the server is reached.
    LIMIT_REACHED(7, "a limit of the account or of the server is reached"),
    /// The present state does not allow it.
    NOT_POSSIBLE_NOW(8, "the present state does not allow it");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /// What the process ends with.
    public int number() {
        return number;
    }

    /// In words, for `--help`.
    public String meaning() {
        return meaning;
    }

    /// Number and meaning of each, in order.
    static Map<String, String> list() {
        Map<String, String> list = new LinkedHashMap<>();
        for (ExitCode code : values()) {
            list.put(" " + code.number, code.meaning);
        }
        return list;
    }
}
