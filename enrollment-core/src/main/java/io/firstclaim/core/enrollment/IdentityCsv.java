package io.firstclaim.core.enrollment;

import io.firstclaim.core.Shown;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// Reads the enrollment IDs of a CSV file while its bytes arrive, in pieces cut anywhere. Whatever the bytes are, it does not fail: a row that is wrong is
/// given on as such. It holds the value of one row, never more.
///
/// The rules, which `docs/bulk-jobs.md` explains: the first line is a header and dropped, whatever it holds. LF, CR and CRLF end a line. The first
/// comma-separated value of a line is the identity, the rest is ignored; a line without a value is blank, and no row. U+0000–U+0020 is trimmed around the
/// value, also around a quoted one; within quotes nothing is. A quote counts at the beginning of a value (RFC 4180); commas and line ends within quotes are
/// text. UTF-8; a byte order mark goes with the header.
public final class IdentityCsv {
    /// The most bytes of a row. A longer one is an error, and what is left of its line is skipped: so a quote that nobody closes costs so much, not the rest
    /// of the file.
    public static final int MAX_ROW_BYTES = 64 * 1024;
    /// The most bytes of a value that are kept; no enrollment ID is nearly as long.
    public static final int MAX_VALUE_BYTES = 1024;

    private final Consumer<JobRow> rows;
    private final byte[] value = new byte[MAX_VALUE_BYTES];
    private State state = State.HEADER;
    private int rowBytes;
    private int length;
    /// Blanks after the last byte of an unquoted value: trimmed, unless another byte follows. Then it is no ID, whatever blanks they were.
    private int blanks;
    private boolean cut;
    private boolean quoted;
    private boolean garbled;
    private boolean afterCarriageReturn;

    /// @param rows
    ///            gets each row as soon as its end is read
    public IdentityCsv(Consumer<JobRow> rows) {
        this.rows = rows;
    }

    /// Where in the file the next byte is.
    private enum State {
        /// In the first line.
        HEADER,
        /// Before the first byte of the value.
        BEFORE_VALUE,
        /// In a value without quotes.
        VALUE,
        /// Within the quotes of the value.
        QUOTED_VALUE,
        /// After a quote within the quotes: it is doubled, or was the closing one.
        VALUE_QUOTE,
        /// After the closing quote of the value.
        AFTER_VALUE,
        /// At the beginning of a value that is ignored.
        BEFORE_IGNORED,
        /// In a value that is ignored.
        IGNORED,
        /// Within its quotes.
        QUOTED_IGNORED,
        /// After a quote within its quotes.
        IGNORED_QUOTE,
        /// In what is left of the line of a row that is too long.
        TOO_LONG
    }

    /// Reads the next bytes.
    public void read(byte[] bytes) {
        for (byte next : bytes) {
            read(next);
        }
    }

    /// The file has ended: gives on a last row whose line has no end.
    public void end() {
        if (state == State.QUOTED_VALUE || state == State.QUOTED_IGNORED) {
            emit(JobRow.malformed(text(), "A quote of this row is not closed: the lines after it count as its text."));
        } else {
            endLine();
        }
    }

    private void read(byte next) {
        var secondHalf = afterCarriageReturn && next == '\n';
        afterCarriageReturn = false;
        if (secondHalf) {
            return;
        }
        var isLineEnd = next == '\n' || next == '\r';
        var isText = state == State.QUOTED_VALUE || state == State.QUOTED_IGNORED;
        if (isLineEnd && !isText) {
            afterCarriageReturn = next == '\r';
            endLine();
        } else if (state != State.HEADER && state != State.TOO_LONG) {
            rowBytes++;
            if (rowBytes > MAX_ROW_BYTES) {
                endTooLong(isLineEnd, next == '\r');
            } else {
                step(next);
            }
        }
    }

    private void step(byte next) {
        switch (state) {
            case BEFORE_VALUE -> beginValue(next);
            case VALUE -> goOnWithValue(next);
            case QUOTED_VALUE -> {
                if (next == '"') {
                    state = State.VALUE_QUOTE;
                } else {
                    append(next);
                }
            }
            case VALUE_QUOTE -> afterQuote(next);
            case AFTER_VALUE -> endValue(next);
            case BEFORE_IGNORED -> {
                if (next == '"') {
                    state = State.QUOTED_IGNORED;
                } else if (next != ',' && !isBlank(next)) {
                    state = State.IGNORED;
                }
            }
            case IGNORED -> state = next == ',' ? State.BEFORE_IGNORED : State.IGNORED;
            case QUOTED_IGNORED -> state = next == '"' ? State.IGNORED_QUOTE : State.QUOTED_IGNORED;
            case IGNORED_QUOTE -> state = switch (next) {
                case '"' -> State.QUOTED_IGNORED;
                case ',' -> State.BEFORE_IGNORED;
                default -> State.IGNORED;
            };
            case HEADER, TOO_LONG -> throw new IllegalStateException("Nothing of " + state + " is read");
        }
    }

    private void beginValue(byte next) {
        if (next == '"') {
            quoted = true;
            state = State.QUOTED_VALUE;
        } else if (next == ',') {
            state = State.BEFORE_IGNORED;
        } else if (!isBlank(next)) {
            append(next);
            state = State.VALUE;
        }
    }

    private void goOnWithValue(byte next) {
        if (next == ',') {
            state = State.BEFORE_IGNORED;
        } else if (isBlank(next)) {
            blanks++;
        } else {
            for (; blanks > 0; blanks--) {
                append((byte) ' ');
            }
            append(next);
        }
    }

    private void afterQuote(byte next) {
        if (next == '"') {
            append(next);
            state = State.QUOTED_VALUE;
        } else {
            endValue(next);
        }
    }

    /// Between the closing quote and the comma.
    private void endValue(byte next) {
        if (next == ',') {
            state = State.BEFORE_IGNORED;
        } else {
            state = State.AFTER_VALUE;
            garbled |= !isBlank(next);
        }
    }

    private void append(byte next) {
        if (length < MAX_VALUE_BYTES) {
            value[length++] = next;
        } else {
            cut = true;
        }
    }

    private void endLine() {
        switch (state) {
            case HEADER, TOO_LONG -> begin();
            case BEFORE_VALUE, VALUE, QUOTED_VALUE, VALUE_QUOTE, AFTER_VALUE, BEFORE_IGNORED, IGNORED, QUOTED_IGNORED,
                    IGNORED_QUOTE -> {
                if (quoted || length > 0) {
                    emit(row());
                } else {
                    begin();
                }
            }
        }
    }

    private void endTooLong(boolean atLineEnd, boolean atCarriageReturn) {
        emit(JobRow.malformed(text(), "The row is longer than %d bytes, which is the limit. Is a quote not closed?"
                .formatted(MAX_ROW_BYTES)));
        state = atLineEnd ? State.BEFORE_VALUE : State.TOO_LONG;
        afterCarriageReturn = atCarriageReturn;
    }

    private void emit(JobRow row) {
        begin();
        rows.accept(row);
    }

    private void begin() {
        state = State.BEFORE_VALUE;
        rowBytes = 0;
        length = 0;
        blanks = 0;
        cut = false;
        quoted = false;
        garbled = false;
    }

    private JobRow row() {
        if (garbled) {
            return JobRow.malformed(text(),
                    "Text follows the closing quote: a comma or the end of the line is expected.");
        }
        if (!cut && !isUtf8()) {
            return JobRow.malformed(text(), "'%s' is not UTF-8.".formatted(Shown.shortened(text())));
        }
        return JobRow.of(text());
    }

    private boolean isUtf8() {
        try {
            var _ = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(value, 0, length));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    /// The value, with U+FFFD for what is not UTF-8.
    private String text() {
        return new String(Arrays.copyOf(value, length), StandardCharsets.UTF_8);
    }

    private static boolean isBlank(byte next) {
        return next >= 0 && next <= ' ';
    }
}
