package io.firstclaim.web.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What of a form is the file, and which forms are none.
class UploadedFileTest {
    private static final String FILE = "Content-Disposition: form-data; name=\"enrollment_identities\"\r\n";
    private static final String CSV = "enrollment_identity\r\nA-1\r\n";

    static Stream<Arguments> goodForms() {
        return Stream.of(
                Arguments.of("as RFC 7578 shows it", part(FILE, CSV) + end()),
                Arguments.of("no line end after the last boundary", part(FILE, CSV) + "--b0--"),
                Arguments.of("something after the last boundary", part(FILE, CSV) + end() + "epilogue\r\n--b0\r\n"),
                Arguments.of("something before the first boundary", "preamble\r\n" + part(FILE, CSV) + end()),
                Arguments.of("blanks after a boundary", "--b0 \t\r\n" + FILE + "\r\n" + CSV + "\r\n" + end()),
                Arguments.of("a filename", part(disposition("; filename=\"a.csv\""), CSV) + end()),
                Arguments.of("a filename that looks like a name",
                        part(disposition("; filename=\"x\\\"; name=\\\"other\\\"\""), CSV) + end()),
                Arguments.of("the filename first",
                        part("Content-Disposition: form-data; filename=\"; name=other\"; name=enrollment_identities\r\n",
                                CSV) + end()),
                Arguments.of("a type of its own",
                        part(FILE + "Content-Type: application/octet-stream\r\n", CSV) + end()),
                Arguments.of("a length of its own",
                        part(FILE + "Content-Length: " + CSV.length() + "\r\n", CSV) + end()),
                Arguments.of("a wrong length of its own", part(FILE + "Content-Length: 3\r\n", CSV) + end()),
                Arguments.of("a negative length of its own", part(FILE + "Content-Length: -3\r\n", CSV) + end()),
                Arguments.of("an encoding that is none",
                        part(FILE + "Content-Transfer-Encoding: Binary\r\n", CSV) + end()),
                Arguments.of("lower-case headers", part(FILE.toLowerCase(java.util.Locale.ROOT), CSV) + end()),
                Arguments.of("a part before it", part(field("other"), "x") + part(FILE, CSV) + end()),
                Arguments.of("a part after it", part(FILE, CSV) + part(field("other"), "x") + end()),
                Arguments.of("a part without headers beside it", part("", "x") + part(FILE, CSV) + end()),
                Arguments.of("an empty part beside it", part(field("other"), "") + part(FILE, CSV) + end()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodForms")
    void theFileIsTheContentOfThePartWithItsName(String what, String form) throws IOException {
        assertThat(fileIn(form)).isEqualTo(CSV);
        assertThat(fileInDrops(form)).isEqualTo(CSV);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "\n\n", "\r\nA-1", "--b", "--b1\r\n", "\r\n--b\r\n", "\r\r\n-",
            "\r\n\r\n--\r\n"})
    void theContentIsTakenAsItIs(String content) throws IOException {
        String form = part(FILE, content) + end();

        assertThat(fileIn(form)).isEqualTo(content);
        assertThat(fileInDrops(form)).isEqualTo(content);
    }

    @Test
    void aBoundaryIsFoundWhereverTheBufferEnds() throws IOException {
        for (int length : IntStream.rangeClosed(16 * 1024 - 300, 16 * 1024 + 10).toArray()) {
            String content = "x".repeat(length);

            assertThat(fileIn(part(FILE, content) + part(field("other"), "y") + end())).isEqualTo(content);
        }
    }

    static Stream<Arguments> badForms() {
        return Stream.of(
                Arguments.of("", "ends before its last boundary"),
                Arguments.of("no boundary at all", "ends before its last boundary"),
                Arguments.of("--b0--\r\n", "has no part named enrollment_identities"),
                Arguments.of(part(field("identities"), CSV) + end(), "has no part named enrollment_identities"),
                Arguments.of(part(field("Enrollment_Identities"), CSV) + end(),
                        "has no part named enrollment_identities"),
                Arguments.of(part(FILE, CSV) + part(FILE, CSV) + end(), "has two parts named enrollment_identities"),
                Arguments.of(part(FILE, CSV), "ends before its last boundary"),
                Arguments.of(part(FILE, CSV) + "--b0", "ends before its last boundary"),
                Arguments.of(part(FILE, CSV) + "--b0-", "ends before its last boundary"),
                Arguments.of("--b0\r\n" + FILE, "ends before its last boundary"),
                Arguments.of(part(FILE, CSV) + "--b0--".replace("b0", "b1"), "ends before its last boundary"),
                Arguments.of(part(FILE, "x\r\n--b0x") + end(), "not alone on its line"),
                Arguments.of(part("X: " + "y".repeat(FormReader.MAX_HEADER_BYTES) + "\r\n", "") + end(),
                        "is longer than"),
                Arguments.of(part(FILE + "Content-Transfer-Encoding: base64\r\n", "QQ==") + end(),
                        "encoded as 'base64'"),
                Arguments.of(part(FILE, CSV) + part(field("x"), "y").repeat(FormReader.MAX_PARTS) + end(),
                        "more than 32 parts"));
    }

    @ParameterizedTest
    @MethodSource("badForms")
    void aFormThatIsNoneIsRefusedWithTheReason(String form, String reason) {
        assertThatThrownBy(() -> fileIn(form)).isInstanceOf(MalformedFormException.class).hasMessageContaining(reason);
        assertThatThrownBy(() -> fileInDrops(form)).isInstanceOf(MalformedFormException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aFormMayHave32Parts() throws IOException {
        String form = part(FILE, CSV) + part(field("x"), "y").repeat(FormReader.MAX_PARTS - 1) + end();

        assertThat(fileIn(form)).isEqualTo(CSV);
    }

    @Test
    void aFileOf10MegabytesIsTakenAndNotOneByteMore() throws IOException {
        assertThat(sizeOfFile(UploadedFile.MAX_BYTES)).isEqualTo(UploadedFile.MAX_BYTES);
        assertThatThrownBy(() -> sizeOfFile(UploadedFile.MAX_BYTES + 1)).isInstanceOf(MalformedFormException.class)
                .hasMessage("The file is larger than 10 MB.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ä", "b\n"})
    void aBoundaryThatIsNoneIsRefused(String boundary) {
        assertThatThrownBy(() -> new FormReader(InputStream.nullInputStream(), boundary))
                .isInstanceOf(MalformedFormException.class).hasMessageContaining("boundary");
    }

    @Test
    void aBoundaryMayHave70Characters() throws IOException {
        String boundary = "b".repeat(FormReader.MAX_BOUNDARY);
        String form = (part(FILE, CSV) + end()).replace("b0", boundary);

        assertThat(new String(UploadedFile.in(new FormReader(bytes(form), boundary)).readAllBytes(),
                StandardCharsets.UTF_8)).isEqualTo(CSV);
        assertThatThrownBy(() -> new FormReader(bytes(form), boundary + "b"))
                .isInstanceOf(MalformedFormException.class);
    }

    @Test
    void aPartThatIsLeftForTheNextGivesNoMore() throws IOException {
        FormReader form = new FormReader(bytes(part(field("a"), "first") + part(field("b"), "second") + end()), "b0");
        InputStream first = form.next().orElseThrow().content();

        assertThat(first.read()).isEqualTo('f');
        InputStream second = form.next().orElseThrow().content();
        assertThat(first.read()).isEqualTo(-1);
        assertThat(second.readAllBytes()).asString().isEqualTo("second");
        assertThat(form.next()).isEmpty();
        assertThat(form.next()).isEmpty();
        assertThat(second.read()).isEqualTo(-1);
    }

    private static String part(String headers, String content) {
        return "--b0\r\n" + headers + "\r\n" + content + "\r\n";
    }

    private static String end() {
        return "--b0--\r\n";
    }

    private static String field(String name) {
        return "Content-Disposition: form-data; name=\"" + name + "\"\r\n";
    }

    private static String disposition(String more) {
        return "Content-Disposition: form-data; name=\"enrollment_identities\"" + more + "\r\n";
    }

    private static String fileIn(String form) throws IOException {
        return new String(UploadedFile.in(new FormReader(bytes(form), "b0")).readAllBytes(), StandardCharsets.UTF_8);
    }

    /// The same, when the network brings one byte at a time.
    private static String fileInDrops(String form) throws IOException {
        byte[] all = form.getBytes(StandardCharsets.UTF_8);
        List<InputStream> drops = IntStream.range(0, all.length)
                .<InputStream>mapToObj(at -> new ByteArrayInputStream(all, at, 1)).toList();
        InputStream body = new SequenceInputStream(Collections.enumeration(drops));
        return new String(UploadedFile.in(new FormReader(body, "b0")).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static long sizeOfFile(int bytes) throws IOException {
        InputStream body = new SequenceInputStream(Collections.enumeration(List.of(bytes("--b0\r\n" + FILE + "\r\n"),
                new ByteArrayInputStream(new byte[bytes]), bytes("\r\n" + end()))));
        byte[] piece = new byte[8192];
        long size = 0;
        try (InputStream file = UploadedFile.in(new FormReader(body, "b0"))) {
            for (int read = file.read(piece); read >= 0; read = file.read(piece)) {
                size += read;
            }
        }
        return size;
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
