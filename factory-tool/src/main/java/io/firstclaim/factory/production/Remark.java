package io.firstclaim.factory.production;

/// A reason, and what is the matter here.
///
/// @param detail the offending value and what was expected; empty when the reason says it all. Safe to print
public record Remark(Reason reason, String detail) {
    public Remark {
        detail = Printable.of(detail);
    }

    /// Reason and detail as a sentence.
    @Override
    public String toString() {
        String sentence = reason.text().substring(0, reason.text().length() - 1);
        return sentence + (detail.isEmpty() ? "." : ": " + detail + (detail.endsWith(".") ? "" : "."));
    }

    static Remark of(Reason reason) {
        return new Remark(reason, "");
    }
}
