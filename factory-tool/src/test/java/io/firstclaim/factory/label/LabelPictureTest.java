package io.firstclaim.factory.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class LabelPictureTest {
    private static final LabelFont FONT = LabelFont.standard();

    private static BufferedImage png(DeviceLabel label) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(new LabelPng(FONT).render(label)));
    }

    private static String svgText(DeviceLabel label) {
        return new String(new LabelSvg(FONT).render(label), StandardCharsets.UTF_8);
    }

    private static Document svg(DeviceLabel label) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(new LabelSvg(FONT).render(label)));
    }

    @Test
    void aPngStatesItsPrintSize() {
        byte[] png = new LabelPng(FONT).render(Labels.of("meter"));
        int chunk = new String(png, StandardCharsets.ISO_8859_1).indexOf("pHYs");
        ByteBuffer physical = ByteBuffer.wrap(png, chunk + 4, 9);
        assertThat(physical.getInt()).isEqualTo(11811);
        assertThat(physical.getInt()).isEqualTo(11811);
        assertThat(physical.get()).isEqualTo((byte) 1);
    }

    @Test
    void everyModuleIsASquareOfWholePixelsInBlackOrWhite() throws IOException {
        DeviceLabel label = Labels.of("meter");
        BufferedImage image = png(label);
        QrCode code = QrCode.of(label.enrollmentId());
        for (int y = 0; y < QrCode.SIZE * LabelLayout.MODULE; y++) {
            for (int x = 0; x < QrCode.SIZE * LabelLayout.MODULE; x++) {
                boolean dark = code.isDark(x / LabelLayout.MODULE, y / LabelLayout.MODULE);
                assertThat(image.getRGB(LabelLayout.CODE + x, LabelLayout.CODE + y) & 0xffffff)
                        .isEqualTo(dark ? 0 : 0xffffff);
            }
        }
    }

    @Test
    void theQuietZoneOfFourModulesIsWhite() throws IOException {
        BufferedImage image = png(new DeviceLabel(Labels.of("x").enrollmentId(), "W".repeat(64), "W".repeat(129), "W"));
        int margin = QrCode.QUIET_ZONE * LabelLayout.MODULE;
        int end = QrCode.SIZE * LabelLayout.MODULE;
        for (int y = -margin; y < end + margin; y++) {
            for (int x = -margin; x < end + margin; x++) {
                if (x < 0 || y < 0 || x >= end || y >= end) {
                    assertThat(image.getRGB(LabelLayout.CODE + x, LabelLayout.CODE + y) & 0xffffff)
                            .isEqualTo(0xffffff);
                }
            }
        }
    }

    @Test
    void theSameLabelGivesTheSameBytesAndAnotherDoesNot() {
        for (LabelPicture picture : LabelPicture.values()) {
            LabelPicture.Renderer renderer = picture.renderer(FONT);
            assertThat(renderer.render(Labels.of("a"))).isEqualTo(renderer.render(Labels.of("a")))
                    .isNotEqualTo(renderer.render(Labels.of("b")));
        }
    }

    @Test
    void namesAreTextInASvgWhateverTheySay() throws Exception {
        String name = "</text><script>alert(1)</script>&\"'";
        Document drawing = svg(Labels.of(name));
        assertThat(drawing.getElementsByTagName("script").getLength()).isZero();
        assertThat(drawing.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(name);
        StringBuilder text = new StringBuilder();
        NodeList lines = drawing.getElementsByTagName("text");
        for (int i = 0; i < lines.getLength(); i++) {
            text.append(lines.item(i).getTextContent());
        }
        assertThat(text).contains(name).contains(Labels.of(name).enrollmentId().toString());
    }

    @Test
    void aSvgRefersToNothingOutsideAndHasItsPrintSize() throws Exception {
        Document drawing = svg(Labels.of("meter"));
        assertThat(svgText(Labels.of("meter"))).doesNotContain("href", "url(", "@import", "<script", "<image", "<style")
                .containsOnlyOnce("http").contains("xmlns=\"http://www.w3.org/2000/svg\"");
        assertThat(drawing.getDocumentElement().getAttribute("width")).isEqualTo("63.50mm");
        assertThat(drawing.getDocumentElement().getAttribute("height")).isEqualTo("25.40mm");
    }

    @Test
    void charactersThatXmlOrReadersMustNotSeeAreReplacedInASvg() throws Exception {
        Document drawing = svg(Labels.of("a\u0001b\uFFFEc\uD800d\u202Ee"));
        assertThat(drawing.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
    }

    @Test
    void fileNamesTellDevicesApartOnEverySystem() {
        assertThat(LabelPicture.PNG.fileName(1, "meter-000001")).isEqualTo("000001-meter-000001.png");
        assertThat(LabelPicture.SVG.fileName(2, "Größe/../名前")).isEqualTo("000002-Gr_e_.._.svg");
        assertThat(LabelPicture.SVG.fileName(3, "名".repeat(64))).isEqualTo("000003-_.svg");
        assertThat(LabelPicture.PNG.fileName(100_000, "x".repeat(64)).length()).isLessThan(80);
    }
}
