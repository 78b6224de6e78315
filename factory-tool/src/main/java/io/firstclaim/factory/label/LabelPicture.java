package io.firstclaim.factory.label;

import java.util.Locale;

/// The forms in which a single label comes.
public enum LabelPicture {
    /// For label printers and screens.
    PNG {
        @Override
        Renderer renderer(LabelFont font) {
            return new LabelPng(font)::render;
        }
    },
    /// For print shops: any size without loss.
    SVG {
        @Override
        Renderer renderer(LabelFont font) {
            return new LabelSvg(font)::render;
        }
    };

    /// In characters.
    private static final int MAX_NAME_PART = 64;

    /// Draws labels; by several threads at once.
    @FunctionalInterface
    interface Renderer {
        byte[] render(DeviceLabel label);
    }

    abstract Renderer renderer(LabelFont font);

    /// The name of a label's file: the device's number in the batch, which makes it unique, then as much of the
    /// endpoint name as file systems everywhere take.
    public String fileName(int number, String endpointName) {
        String plain = endpointName.replaceAll("[^A-Za-z0-9._-]+", "_");
        return String.format(Locale.ROOT, "%06d-%s.%s", number,
                plain.substring(0, Math.min(plain.length(), MAX_NAME_PART)), name().toLowerCase(Locale.ROOT));
    }
}
