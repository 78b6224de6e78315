package io.firstclaim.factory.shipping;

import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.FinishedBatch;
import io.firstclaim.factory.label.LabelPicture;
import io.firstclaim.factory.label.SheetFormat;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// What is to be shipped.
///
/// @param batch whose devices
/// @param title what the buyer knows the batch by, 1 to [#MAX_TITLE] characters
/// @param tool the program's name and version
/// @param pictures the forms in which each label comes
/// @param sheet the paper of the printable sheet
public record BundleOrder(FinishedBatch batch, String title, String tool, Set<LabelPicture> pictures,
        SheetFormat sheet) {
    /// In characters.
    public static final int MAX_TITLE = 200;

    public BundleOrder {
        if (title.isBlank() || title.length() > MAX_TITLE) {
            throw new FactoryException("batch title of " + title.length() + " characters; expected 1 to " + MAX_TITLE);
        }
        pictures = Collections.unmodifiableSortedSet(new TreeSet<>(pictures));
    }
}
