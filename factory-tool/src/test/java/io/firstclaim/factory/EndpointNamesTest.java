package io.firstclaim.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EndpointNamesTest {
    @Test
    void numbersAreTheSerialNumbers() {
        assertThat(EndpointNames.numbered("meter-", 1, 3).names()).containsExactly(
                new DeviceName("meter-000001", "000001"), new DeviceName("meter-000002", "000002"),
                new DeviceName("meter-000003", "000003"));
        assertThat(EndpointNames.numbered("", 999_999, 2).names()).extracting(DeviceName::endpointName)
                .containsExactly("999999", "1000000");
    }

    @Test
    void numbersStayWithinTheirBounds() {
        assertThat(EndpointNames.numbered("m", Integer.MAX_VALUE - 1, 1).names()).hasSize(1);
        assertThat(EndpointNames.numbered("m", 0, 1).names()).hasSize(1);
        refuses(() -> EndpointNames.numbered("m", Integer.MAX_VALUE, 1), "first number 2147483647: expected 0 to");
        refuses(() -> EndpointNames.numbered("m", -1, 1), "first number -1: expected 0 to");
        refuses(() -> EndpointNames.numbered("m", 1, 0), "number of devices 0: expected 1 to 100000");
        refuses(() -> EndpointNames.numbered("m", 1, EndpointNames.MAX_COUNT + 1), "number of devices 100001");
        refuses(() -> EndpointNames.numbered("m/", 1, 1), "endpoint name \"m/000001\": '/' is not allowed");
    }

    @Test
    void randomNamesAreThirtyTwoHexCharacters() {
        List<DeviceName> names = EndpointNames.random(1000, Workshop.RANDOM).names();

        assertThat(names).hasSize(1000).extracting(DeviceName::endpointName).doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[0-9a-f]{32}"));
        assertThat(names).allSatisfy(name -> assertThat(name.serialNumber()).isEqualTo(name.endpointName()));
        refuses(() -> EndpointNames.random(0, Workshop.RANDOM), "number of devices 0");
    }

    @Test
    void aListHasEachNameOnce() {
        assertThat(EndpointNames.listed(List.of("b", "a", "A")).names()).extracting(DeviceName::endpointName)
                .containsExactly("b", "a", "A");
        refuses(() -> EndpointNames.listed(List.of("a", "b", "a")), "endpoint name \"a\" is given twice");
        refuses(() -> EndpointNames.listed(List.of()), "number of devices 0");
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatExceptionOfType(FactoryException.class).isThrownBy(call).withMessageContaining(message);
    }
}
