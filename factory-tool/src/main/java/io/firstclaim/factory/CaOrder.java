package io.firstclaim.factory;

import org.jspecify.annotations.Nullable;

/// What a new maker's CA is to be called and how long it lives. The devices it signs live as long as it does.
///
/// @param commonName subject CN, 1–64 characters
/// @param organization subject O, 1–64 characters, or null for none
/// @param validityYears from now, 1 to [#MAX_YEARS]
public record CaOrder(String commonName, @Nullable String organization, int validityYears) {
    /// What a factory gets that asks for nothing else, in years.
    public static final int DEFAULT_YEARS = 30;
    /// Longer than any device lives, in years.
    public static final int MAX_YEARS = 100;
    /// X.520's upper bound of both names, in characters.
    static final int MAX_NAME = 64;

    public CaOrder {
        Texts.require("CA common name", commonName, MAX_NAME);
        if (organization != null) {
            Texts.require("CA organization", organization, MAX_NAME);
        }
        if (validityYears < 1 || validityYears > MAX_YEARS) {
            throw new FactoryException("CA validity of " + validityYears + " years: expected 1 to " + MAX_YEARS);
        }
    }

    /// A CA named only by its CN, valid for [#DEFAULT_YEARS].
    public static CaOrder named(String commonName) {
        return new CaOrder(commonName, null, DEFAULT_YEARS);
    }
}
