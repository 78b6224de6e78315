package io.firstclaim.simulator.fleet;

/// How the fleet is made up of the two kinds of client.
///
/// @param standard the part of the devices that follow the LwM2M standard; the others are like the Pelion client
public record ProfileMix(Share standard) {
    /// Pelion clients only.
    public static final ProfileMix PELION = new ProfileMix(Share.NONE);
    /// Standard clients only.
    public static final ProfileMix STANDARD = new ProfileMix(new Share(1));
    /// Half of each.
    public static final ProfileMix BOTH = new ProfileMix(Share.HALF);

    /// Reads `pelion`, `standard`, `both`, or `both:30%` for a fleet of which 30 % are standard clients.
    ///
    /// @param what names the value in the error
    /// @throws IllegalArgumentException if it is none of these
    public static ProfileMix parse(String what, String text) {
        return switch (text) {
            case "pelion" -> PELION;
            case "standard" -> STANDARD;
            case "both" -> BOTH;
            case String mixed when mixed.startsWith("both:") ->
                new ProfileMix(Share.parse(what + " both:SHARE", mixed.substring("both:".length())));
            default -> throw new IllegalArgumentException(
                    what + " is pelion, standard, both, or both:30% with the share of standard ones, not '" + text
                            + "'");
        };
    }

    @Override
    public String toString() {
        if (standard.part() == 0) {
            return "pelion";
        }
        return standard.part() == 1 ? "standard" : "both:" + standard;
    }
}
