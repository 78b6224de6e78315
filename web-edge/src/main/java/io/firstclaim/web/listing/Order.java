package io.firstclaim.web.listing;

/// The order of a list: by id, which is the order of creation.
public enum Order {
    /// The oldest first.
    ASC,
    /// The youngest first.
    DESC
}
