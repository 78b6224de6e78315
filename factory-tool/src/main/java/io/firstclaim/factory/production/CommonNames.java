package io.firstclaim.factory.production;

import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/// The common names in a subject, in its order and as their exact characters (X.520, section 6.2.2). Bytes that are no text of the kind that they claim
/// to be are no name, and what comes after them isn't read: the servers take such a certificate.
final class CommonNames {
    private CommonNames() {}

    static List<String> of(X500Principal subject) {
        List<String> names = new ArrayList<>();
        try {
            for (RDN part : X500Name.getInstance(subject.getEncoded()).getRDNs()) {
                for (AttributeTypeAndValue one : part.getTypesAndValues()) {
                    if (one.getType().equals(BCStyle.CN) && one.getValue() instanceof ASN1String text) {
                        names.add(text.getString());
                    }
                }
            }
        } catch (IllegalArgumentException noText) {
            return names;
        }
        return names;
    }
}
