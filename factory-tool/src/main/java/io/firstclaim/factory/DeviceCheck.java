package io.firstclaim.factory;

import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.factory.form.DerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/// Whether the folders of made devices hold what the factory puts there, and it belongs together. May be used by
/// several threads.
public final class DeviceCheck {
    private static final Set<PosixFilePermission> OWNERS = Set.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final X509Certificate ca;

    /// A check of devices that this CA made.
    public DeviceCheck(X509Certificate ca) {
        this.ca = ca;
    }

    /// What is wrong with a device, for a person; nothing when it is as it was made.
    ///
    /// @param folder of the device, named as it
    /// @param listed the enrollment ID that the batch's list gives it
    public List<String> problems(Path folder, EnrollmentId listed) {
        List<String> problems = new ArrayList<>();
        try {
            String name = String.valueOf(folder.getFileName());
            X509Certificate certificate = certificate(folder, listed, problems);
            checkCertificate(certificate, name, problems);
            checkKey(folder.resolve(DerFiles.KEY), certificate, problems);
            checkItems(FinishedDevice.items(folder), name, listed, problems);
            CertificateFile.read(folder.resolve(DerFiles.SERVER_CA)).only();
        } catch (FactoryException e) {
            problems.add(e.getMessage());
        } catch (IOException | GeneralSecurityException e) {
            problems.add(folder + ": " + e.getMessage());
        }
        return problems;
    }

    private static X509Certificate certificate(Path folder, EnrollmentId listed, List<String> problems) {
        Path file = folder.resolve(DerFiles.CERTIFICATE);
        CertificateFile read = CertificateFile.read(file);
        if (!read.enrollmentId().equals(listed)) {
            problems.add("its certificate's SHA-256 is " + read.enrollmentId() + "; listed is " + listed);
        }
        return read.only();
    }

    private void checkCertificate(X509Certificate certificate, String name, List<String> problems)
            throws CertificateParsingException {
        RDN[] names = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()).getRDNs(BCStyle.CN);
        if (Arrays.stream(names).noneMatch(cn -> IETFUtils.valueToString(cn.getFirst().getValue()).equals(name)
                || cn.getFirst().getValue().toString().equals(name))) {
            problems.add("its certificate is for " + CaRules.nameOf(certificate));
        }
        if (!CaChain.signed(ca, certificate)) {
            problems.add("its certificate is not signed by the batch's CA");
        }
        List<String> purposes = certificate.getExtendedKeyUsage();
        if (purposes == null || !purposes.contains(KeyPurposeId.id_kp_clientAuth.getId())) {
            problems.add("its certificate is not for TLS clients (clientAuth)");
        }
    }

    private static void checkKey(Path file, X509Certificate certificate, List<String> problems)
            throws IOException, GeneralSecurityException {
        byte[] der = SafeFiles.read(file, PrivateKeyFile.MAX_FILE_BYTES);
        try {
            PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
            if (!P256.belongTogether(certificate.getPublicKey(), key)) {
                problems.add("its private key is not the one of its certificate");
            }
        } catch (InvalidKeySpecException e) {
            problems.add("its private key can't be read: expected PKCS#8");
        }
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
            problems.add("its private key can be read by others than its owner");
        }
    }

    private static void checkItems(Properties items, String name, EnrollmentId listed, List<String> problems) {
        require(FinishedDevice.ENDPOINT_NAME, items, name, problems);
        require("mbed.UseBootstrap", items, "1", problems);
        require("firstclaim.EnrollmentId", items, listed.toString(), problems);
        boolean firstToClaim = items.getProperty(FinishedDevice.FIRST_TO_CLAIM, "0").equals("1");
        try {
            boolean assigned = BootstrapUri.parse(items.getProperty("mbed.BootstrapServerURI", ""))
                    .accountId() != null;
            if (firstToClaim == assigned) {
                problems.add(firstToClaim
                        ? "it is first-to-claim, but its bootstrap URI names an account (aid)"
                        : "it is not first-to-claim, but its bootstrap URI names no account (aid)");
            }
        } catch (FactoryException e) {
            problems.add(e.getMessage());
        }
    }

    private static void require(String item, Properties items, String expected, List<String> problems) {
        String value = items.getProperty(item, "");
        if (!value.equals(expected)) {
            problems.add(item + " is " + Texts.shown(value) + "; expected " + Texts.shown(expected));
        }
    }
}
