package io.firstclaim.factory.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.firstclaim.factory.label.LabelLayout.TextLine;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabelLayoutTest {
    private static final LabelFont FONT = LabelFont.standard();
    private static final int ID_LINES = 4;

    private static List<TextLine> lines(DeviceLabel label) {
        return new LabelLayout(FONT).lines(label);
    }

    static Stream<String> names() {
        return Stream.of("a", "meter-000001", "W".repeat(64), "i".repeat(64), "名".repeat(64), "Ǆ".repeat(64),
                "building-7.floor-12.room-1204.sensor-temperature-outdoor-north-1", "a b ".repeat(15) + "abcd",
                "\uD83D\uDE00".repeat(64));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everythingStaysInsideTheLabelAndClearOfTheCode(String name) {
        DeviceLabel label = new DeviceLabel(Labels.of(name).enrollmentId(), name, "M".repeat(129), "W".repeat(64));
        int quietEnd = LabelLayout.CODE + (QrCode.SIZE + QrCode.QUIET_ZONE) * LabelLayout.MODULE;
        assertThat(lines(label)).allSatisfy(line -> {
            assertThat(line.x()).isGreaterThanOrEqualTo(quietEnd);
            assertThat(line.x() + line.width()).isLessThanOrEqualTo(LabelLayout.WIDTH - 20);
            assertThat(line.baseline() - line.size()).isGreaterThanOrEqualTo(0);
            assertThat(line.baseline() + line.size() * 0.25).isLessThanOrEqualTo(LabelLayout.HEIGHT - 20);
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void noLineTouchesTheNext(String name) {
        List<TextLine> lines = lines(new DeviceLabel(Labels.of(name).enrollmentId(), name, "Model", "Serial"));
        for (int i = 1; i < lines.size(); i++) {
            TextLine line = lines.get(i);
            assertThat(line.baseline() - line.size() * 0.73).as(line.text())
                    .isGreaterThan(lines.get(i - 1).baseline() + lines.get(i - 1).size() * 0.1);
        }
    }

    @Test
    void anOrdinaryNameOf64CharactersIsShownInFull() {
        String name = "building-7.floor-12.room-1204.sensor-temperature-outdoor-north-1";
        assertThat(name).hasSize(64);
        assertThat(textOf(lines(new DeviceLabel(Labels.of(name).enrollmentId(), name, "", "")), 0, ID_LINES))
                .isEqualTo(name);
        String wide = "W".repeat(64);
        assertThat(textOf(lines(new DeviceLabel(Labels.of(wide).enrollmentId(), wide, "", "")), 0, ID_LINES))
                .isEqualTo(wide);
    }

    @Test
    void aNameThatCannotFitEndsInAnEllipsis() {
        String name = "Ǆ".repeat(64);
        assertThat(textOf(lines(new DeviceLabel(Labels.of(name).enrollmentId(), name, "", "")), 0, ID_LINES))
                .startsWith("ǄǄǄ").endsWith("…");
    }

    @Test
    void theLinesOfTheIdPutTogetherAreTheId() {
        DeviceLabel label = Labels.of("meter-000001");
        List<TextLine> lines = lines(label);
        assertThat(textOf(lines, lines.size() - ID_LINES, 0)).isEqualTo(label.enrollmentId().toString());
    }

    @Test
    void aSerialNumberThatRepeatsTheNameIsLeftOut() {
        DeviceLabel label = Labels.of("meter");
        assertThat(lines(new DeviceLabel(label.enrollmentId(), "meter", "Acme", "meter"))).hasSize(2 + ID_LINES);
        assertThat(lines(new DeviceLabel(label.enrollmentId(), "meter", "Acme", "meter2"))).hasSize(3 + ID_LINES)
                .anySatisfy(line -> assertThat(line.text()).isEqualTo("S/N meter2"));
    }

    @Test
    void whatTheFontLacksAndWhatHidesIsABox() {
        assertThat(FONT.shown("A名\u202Eb\u200Bc")).isEqualTo("A□□b□c");
        assertThat(FONT.coversAll("Größe Ελλάς Москва")).isTrue();
        assertThat(FONT.coversAll("名前")).isFalse();
    }

    @Test
    void widthsAreThoseOfTheOutlines() {
        assertThat(FONT.outlines("HH", 100, 0, 0).getBounds2D().getMaxX()).isCloseTo(FONT.width("HH") * 100,
                within(15.0));
        assertThat(FONT.outlines("H", 100, 7, 50).getBounds2D().getMaxY()).isCloseTo(50, within(1.0));
    }

    private static String textOf(List<TextLine> lines, int skip, int without) {
        return lines.subList(skip, lines.size() - without).stream().map(TextLine::text).collect(Collectors.joining());
    }
}
