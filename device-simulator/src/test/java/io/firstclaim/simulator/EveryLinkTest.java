package io.firstclaim.simulator;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds for a device whatever its link is made of.
@ParameterizedClass
@EnumSource(LinkKind.class)
abstract class EveryLinkTest extends DeviceTest {
    @Parameter
    LinkKind parameter = LinkKind.CALIFORNIUM;

    @Override
    LinkKind kind() {
        return parameter;
    }
}
