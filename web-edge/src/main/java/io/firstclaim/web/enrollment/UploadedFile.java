package io.firstclaim.web.enrollment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// The file of a bulk request: the content of the one part of the form with its name, never held whole.
///
/// Its end is told only when the rest of the form is in order, so that whoever reads to the end has a file that was sent whole, and once.
final class UploadedFile extends InputStream {

    /// The name of the part.
    static final String FIELD = "enrollment_identities";

    /// How large the file may be: 10 MB, taken as 10 MiB.
    static final int MAX_BYTES = 10 * 1024 * 1024;

    private final FormReader form;
    private final InputStream content;
    private long taken;
    private boolean atEnd;

    private UploadedFile(FormReader form, InputStream content) {
        this.form = form;
        this.content = content;
    }

    /// The file in a form; parts with other names before it are passed over.
    ///
    /// @throws MalformedFormException when the form has no such part
    static UploadedFile in(FormReader form) throws IOException {
        for (Optional<FormPart> part = form.next(); part.isPresent(); part = form.next()) {
            if (part.get().name().equals(FIELD)) {
                return new UploadedFile(form, part.get().content());
            }
        }
        throw new MalformedFormException("The form has no part named " + FIELD + ".");
    }

    /// @throws MalformedFormException when the file is larger than [#MAX_BYTES], or at its end when the rest of the form is malformed or has
    ///         another such part
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = atEnd ? -1 : content.read(into, offset, length);
        if (read < 0) {
            passRest();
            return -1;
        }
        taken += read;
        if (taken > MAX_BYTES) {
            throw new MalformedFormException("The file is larger than 10 MB.");
        }
        return read;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    private void passRest() throws IOException {
        for (Optional<FormPart> part = form.next(); part.isPresent(); part = form.next()) {
            if (part.get().name().equals(FIELD)) {
                throw new MalformedFormException("The form has two parts named " + FIELD + ".");
            }
        }
        atEnd = true;
    }
}
