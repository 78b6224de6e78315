package io.firstclaim.core.credential;

import java.io.IOException;
import java.io.StringWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/// Text form of what is stored (RFC 7468).
final class Pem {
    private Pem() {}

    static String write(PemObject object) throws IOException {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
