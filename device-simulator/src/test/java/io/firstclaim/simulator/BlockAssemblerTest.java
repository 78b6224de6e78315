package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.simulator.BlockAssembler.Assembled;
import io.firstclaim.simulator.BlockAssembler.Block;
import org.junit.jupiter.api.Test;

class BlockAssemblerTest {
    private static final Octets FULL = Octets.of(new byte[512]);
    private static final Octets REST = Octets.utf8("rest");

    private final BlockAssembler strict = new BlockAssembler(true);
    private final BlockAssembler lenient = new BlockAssembler(false);

    @Test
    void blocksInOrderMakeTheWhole() {
        assertThat(strict.add(new Block("0", "a", 0, true, FULL))).isEqualTo(new Assembled.Continue());
        assertThat(strict.add(new Block("0", "a", 512, false, REST)))
                .isEqualTo(new Assembled.Whole(FULL.append(REST)));
    }

    @Test
    void anotherTokenMattersToTheStrictOneOnly() {
        strict.add(new Block("0", "a", 0, true, FULL));
        lenient.add(new Block("0", "a", 0, true, FULL));

        assertThat(strict.add(new Block("0", "b", 512, false, REST))).isEqualTo(new Assembled.Broken(408));
        assertThat(lenient.add(new Block("0", "b", 512, false, REST))).isInstanceOf(Assembled.Whole.class);
    }

    @Test
    void aMissingBlockOrAnotherPathIsIncomplete() {
        lenient.add(new Block("0", "a", 0, true, FULL));
        assertThat(lenient.add(new Block("0", "a", 1024, false, REST))).isEqualTo(new Assembled.Broken(408));

        lenient.add(new Block("0", "a", 0, true, FULL));
        assertThat(lenient.add(new Block("1", "a", 512, false, REST))).isEqualTo(new Assembled.Broken(408));
        assertThat(lenient.add(new Block("0", "a", 512, false, REST))).isEqualTo(new Assembled.Broken(408));
    }

    @Test
    void aBodyOf8192BytesIsTakenAndOneMoreIsNot() {
        Octets almost = Octets.of(new byte[BlockAssembler.MOST_BYTES - 1]);
        lenient.add(new Block("0", "a", 0, true, almost));
        assertThat(lenient.add(new Block("0", "a", almost.length(), false, Octets.utf8("x"))))
                .isInstanceOf(Assembled.Whole.class);

        lenient.add(new Block("0", "a", 0, true, almost));
        assertThat(lenient.add(new Block("0", "a", almost.length(), false, Octets.utf8("xy"))))
                .isEqualTo(new Assembled.Broken(413));
    }
}
