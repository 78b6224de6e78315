package io.firstclaim.factory.production;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.factory.CertificateFile;
import io.firstclaim.factory.certificate.X509;
import io.firstclaim.factory.production.Finding.Kind;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Judges a production: which of its certificates are devices', and for each of them all that keeps it from being claimed, not the first thing only.
public final class InspectProduction {
    private final InspectionOrder order;
    private final DeviceRules deviceRules;

    public InspectProduction(InspectionOrder order) {
        this.order = order;
        this.deviceRules = new DeviceRules(order.now(), order.soon());
    }

    /// Uses all processors; the answer does not depend on how many.
    public Inspection inspect(Production production) {
        Roles roles = Roles.of(production, givenCas());
        boolean casGiven = !order.cas().isEmpty();
        IssuerRules issuerRules = new IssuerRules(new IssuerSearch(roles.authorities(), !casGiven), casGiven,
                order.now());
        List<Finding> devices = roles.devices().parallelStream().map(found -> judge(found, issuerRules)).toList();
        List<Finding> all = new ArrayList<>(withoutSharedNames(devices));
        roles.authorities().forEach(authority -> all.add(authority.finding(order.now())));
        all.addAll(production.others());
        if (order.names() != null) {
            all.addAll(order.names().notFound());
        }
        return new Inspection(all, production.files(), production.certificateCount());
    }

    private List<Authority> givenCas() {
        List<Authority> cas = new ArrayList<>();
        for (Path file : order.cas()) {
            for (X509Certificate certificate : CertificateFile.read(file).certificates()) {
                cas.add(new Authority(file.toString(), certificate, X509.der(certificate), true));
            }
        }
        return cas;
    }

    private Finding judge(FoundCertificate found, IssuerRules issuerRules) {
        EnrollmentId id = new EnrollmentId(found.fingerprint());
        Optional<String> given = order.names() == null ? Optional.empty() : order.names().nameFor(id, found);
        List<Remark> remarks = new ArrayList<>();
        String common = null;
        X509Certificate certificate = null;
        try {
            certificate = X509.parse(found.der());
            remarks.addAll(deviceRules.remarks(certificate, found.der().length));
            List<String> commonNames = CommonNames.of(certificate.getSubjectX500Principal());
            common = commonNames.isEmpty() ? null : commonNames.getFirst();
            addNames(commonNames, given.orElse(null), remarks);
            remarks.addAll(issuerRules.remarks(certificate, found.der().length));
        } catch (CertificateException unreadable) {
            remarks.add(new Remark(Reason.UNREADABLE_CERTIFICATE, String.valueOf(unreadable.getMessage())));
        }
        if (found.times() > 1) {
            remarks.add(new Remark(Reason.FOUND_SEVERAL_TIMES, found.times() + " times, also in " + found.places()
                    .stream().skip(1).map(FoundCertificate.Place::text).collect(Collectors.joining(", "))));
        }
        return new Finding(Kind.DEVICE, found.source(), id, given.orElse(common),
                certificate == null ? "" : certificate.getSubjectX500Principal().getName(),
                certificate == null ? "" : certificate.getIssuerX500Principal().getName(),
                certificate == null ? null : certificate.getNotAfter().toInstant(), remarks);
    }

    private void addNames(List<String> commonNames, @Nullable String given, List<Remark> remarks) {
        if (commonNames.isEmpty() && given == null) {
            remarks.add(Remark.of(Reason.NO_COMMON_NAME));
        }
        if (commonNames.size() > 1) {
            remarks.add(new Remark(Reason.SEVERAL_COMMON_NAMES, String.join(", ", commonNames)));
        }
        String common = commonNames.isEmpty() ? null : commonNames.getFirst();
        Optional.ofNullable(given == null ? common : given).flatMap(InspectProduction::objectionToName)
                .ifPresent(why -> remarks.add(new Remark(Reason.INVALID_ENDPOINT_NAME, why)));
        if (given != null && !given.equals(common)) {
            remarks.add(new Remark(Reason.OTHER_ENDPOINT_NAME,
                    "expected CN=" + given + ", and it has " + (common == null ? "none" : "CN=" + common)));
        }
        if (given == null && order.names() != null) {
            remarks.add(Remark.of(Reason.NO_NAME_GIVEN));
        }
    }

    /// As the core reads it at the claim.
    private static Optional<String> objectionToName(String name) {
        try {
            var _ = new EndpointName(name);
            return Optional.empty();
        } catch (FirstclaimException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    /// Of several usable devices with one name none is taken: which of them is in use, a person must say.
    private static List<Finding> withoutSharedNames(List<Finding> devices) {
        Map<String, List<Finding>> byName = new HashMap<>();
        for (Finding device : devices) {
            if (device.isUsable() && device.endpointName() != null) {
                byName.computeIfAbsent(device.endpointName(), name -> new ArrayList<>(1)).add(device);
            }
        }
        return devices.stream().map(device -> {
            List<Finding> sharing = device.isUsable()
                    ? byName.getOrDefault(device.endpointName(), List.of())
                    : List.of();
            return sharing.size() < 2
                    ? device
                    : device.with(new Remark(Reason.DUPLICATE_ENDPOINT_NAME, "so have " + sharing.stream()
                            .filter(other -> !other.equals(device)).limit(3).map(Finding::source)
                            .collect(Collectors.joining(", ")) + (sharing.size() > 4 ? ", …" : "")));
        }).toList();
    }
}
