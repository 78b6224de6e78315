package io.firstclaim.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceNameTest {
    private static final String METER = "\uD83D\uDD0C"; // one character, four bytes in UTF-8

    @ParameterizedTest
    @ValueSource(strings = {"a", "meter-000001", "Zähler 7", "\u96FB\u529B\u8A08", "a,b=c+d;e", "a.b",
            "%00", "-rf", "~", "$(x)", "'", "a  b"})
    void takesWhatAFolderAndACertificateCanBeCalled(String name) {
        assertThat(DeviceName.of(name).endpointName()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\\b", "a:b", "a*b", "a?b", "a\"b", "a<b", "a>b", "a|b", "../x"})
    void refusesWhatSomeFileSystemDoesNot(String name) {
        refuses(name, "is not allowed, nor any of /\\:*?\"<>|");
    }

    @Test
    void refusesWhatDoesNotPrintOnOneLine() {
        refuses("a\u0000b", "control character U+0000");
        refuses("a\nb", "control character U+000A");
        refuses("a\u007Fb", "control character U+007F");
        refuses("a\u2028b", "control character U+2028");
        refuses("a\uD800b", "control character U+D800");
    }

    @Test
    void refusesSpacesAndDotsAtTheEnds() {
        refuses(" a", "must not begin or end with a space");
        refuses("a ", "must not begin or end with a space");
        refuses(".", "must not begin or end with a dot");
        refuses("..", "must not begin or end with a dot");
        refuses(".making", "must not begin or end with a dot");
        refuses("a.", "must not begin or end with a dot");
    }

    @Test
    void countsCharactersAndBytes() {
        assertThat(DeviceName.of("x".repeat(64))).isNotNull();
        refuses("x".repeat(65), "65 characters; expected 1 to 64");
        refuses("", "0 characters; expected 1 to 64");
        assertThat(DeviceName.of(METER.repeat(63) + "\u96FB").endpointNameBytes()).isEqualTo(DeviceName.MAX_BYTES);
        refuses(METER.repeat(64), "256 bytes in UTF-8; expected at most 255");
    }

    @Test
    void aSerialNumberHasItsBoundsToo() {
        assertThat(new DeviceName("a", "SN/42:*").serialNumber()).isEqualTo("SN/42:*");
        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> new DeviceName("a", ""))
                .withMessage("serial number \"\": 0 characters; expected 1 to 64");
    }

    @Test
    void aProductHasItsBoundsToo() {
        assertThat(new Product("x".repeat(64), "y")).isNotNull();
        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> new Product("x".repeat(65), "y"))
                .withMessageContaining("manufacturer").withMessageContaining("expected 1 to 64");
        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> new Product("x", "a\tb"))
                .withMessage("model number \"a\uFFFDb\": control character U+0009 is not allowed");
    }

    @Test
    void saysWhatToDoWhereFileNamesAreNotUtf8() throws IOException, InterruptedException {
        assertThat(inLocale("C")).contains("file names of this process are not UTF-8; expected a UTF-8 locale");
        assertThat(inLocale("C.UTF-8")).isEqualTo("fine");
    }

    /// Says "fine", or why "Zähler" can't be a device's name in this process.
    public static void main(String[] arguments) {
        try {
            System.out.print(DeviceName.of("Z\u00E4hler").endpointName().length() == 6 ? "fine" : "short");
        } catch (FactoryException e) {
            System.out.print(e.getMessage());
        }
    }

    private static String inLocale(String locale) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"),
                DeviceNameTest.class.getName()));
        builder.environment().put("LC_ALL", locale);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private static void refuses(String name, String message) {
        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> DeviceName.of(name))
                .withMessageStartingWith("endpoint name \"").withMessageContaining(message);
    }
}
