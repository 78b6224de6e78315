package io.firstclaim.factory.shipping;

import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.factory.CertificateChain;
import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.FinishedBatch;
import io.firstclaim.factory.FinishedDevice;
import io.firstclaim.factory.MakerCa;
import io.firstclaim.factory.MakerSignature;
import io.firstclaim.factory.label.DrawnLabels;
import io.firstclaim.factory.label.LabelFont;
import io.firstclaim.factory.label.LabelProgress;
import io.firstclaim.factory.label.SheetMargins;
import io.firstclaim.factory.shipping.Manifest.DeviceCounts;
import io.firstclaim.factory.shipping.Manifest.MakerCaMark;
import io.firstclaim.factory.shipping.Manifest.ProductMark;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.security.auth.x500.X500Principal;

/// Packs what the buyer of a batch needs into one zip: the CA's certificate, the enrollment list, labels, a printable
/// sheet, and a manifest of it all with the maker's signature. Nothing in it is secret to the buyer, and nothing of
/// it is a device's: no keys, no items that devices are provisioned with.
public final class PackBundle {
    private final MakerCa ca;
    private final LabelFont font;
    private final Clock clock;
    private final SecureRandom random;

    /// @param ca that made the devices; it signs the manifest
    public PackBundle(MakerCa ca, LabelFont font, Clock clock, SecureRandom random) {
        this.ca = ca;
        this.font = font;
        this.clock = clock;
        this.random = random;
    }

    /// Packs a batch. The file appears when it is whole; until then, or when something fails, there is nothing.
    ///
    /// @param target the zip, for its owner only
    /// @param replace whether one of that name may be replaced
    /// @return what was signed
    /// @throws FactoryException when there is one already, the batch is another CA's, or it can't be written
    public Manifest pack(BundleOrder order, Path target, boolean replace, LabelProgress progress) {
        if (!order.batch().ca().equals(ca.certificate())) {
            throw new FactoryException(order.batch().folder() + " was made by another CA: expected the CA "
                    + order.batch().ca().getSubjectX500Principal().getName(X500Principal.RFC2253));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return NewFile.write(target, replace, out -> {
            try (BundleWriter bundle = new BundleWriter(out, now)) {
                addContent(bundle, order, now, progress);
                Manifest manifest = manifest(bundle, order, now);
                byte[] json = ManifestJson.write(manifest);
                bundle.add(BundlePath.MANIFEST, json);
                bundle.add(BundlePath.SIGNATURE, MakerSignature.sign(json, ca, clock, random));
                return manifest;
            }
        });
    }

    private void addContent(BundleWriter bundle, BundleOrder order, Instant now, LabelProgress progress)
            throws IOException {
        FinishedBatch batch = order.batch();
        CertificateChain chain = CertificateChain.above(ca);
        bundle.add(BundlePath.README, BundleReadme.of(order, !chain.isEmpty(), fingerprint(batch.ca())));
        bundle.add(BundlePath.CA, batch.caPem());
        if (!chain.isEmpty()) {
            bundle.add(BundlePath.CA_CHAIN, chain.pem());
        }
        bundle.add(BundlePath.ENROLLMENTS, batch.firstToClaim());
        DrawnLabels labels = new DrawnLabels(batch, font);
        bundle.add(order.sheet().fileName(), out -> labels.sheet(order.sheet(),
                new SheetMargins(order.title(), order.tool(), now), out, progress));
        labels.pictures(order.pictures(), (number, name, picture, content) -> bundle
                .add(BundlePath.LABELS + picture.fileName(number, name), content), progress);
    }

    private static Manifest manifest(BundleWriter bundle, BundleOrder order, Instant now) {
        FinishedBatch batch = order.batch();
        int firstToClaim = (int) batch.devices().stream().filter(FinishedDevice::firstToClaim).count();
        int total = batch.devices().size();
        return new Manifest(Manifest.FORMAT, order.tool(), now.toString(), order.title(), batch.isTestOnly(),
                new MakerCaMark(batch.ca().getSubjectX500Principal().getName(X500Principal.RFC2253),
                        fingerprint(batch.ca())),
                new DeviceCounts(total, firstToClaim, total - firstToClaim),
                batch.devices().stream().map(FinishedDevice::product).distinct()
                        .map(product -> new ProductMark(product.manufacturer(), product.model())).toList(),
                bundle.files());
    }

    private static String fingerprint(X509Certificate certificate) {
        return Fingerprint.of(certificate).colonHex();
    }
}
