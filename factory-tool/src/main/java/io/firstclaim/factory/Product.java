package io.firstclaim.factory;

/// What the devices of an order are.
///
/// @param manufacturer `mbed.Manufacturer`, 1 to 64 printable characters
/// @param model `mbed.ModelNumber`, 1 to 64 printable characters
public record Product(String manufacturer, String model) {
    static final int MAX_LENGTH = 64;

    public Product {
        Texts.require("manufacturer", manufacturer, MAX_LENGTH);
        Texts.require("model number", model, MAX_LENGTH);
    }
}
