package io.firstclaim.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.SampleCa;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Stores;
import io.firstclaim.core.StoresContract;
import io.firstclaim.core.account.Account;
import io.firstclaim.core.account.AccountStatus;
import io.firstclaim.core.account.ApiKey;
import io.firstclaim.core.account.ApiKeyStatus;
import io.firstclaim.core.account.Role;
import io.firstclaim.core.account.SecretHash;
import io.firstclaim.core.device.Device;
import io.firstclaim.core.device.DeviceDetails;
import io.firstclaim.core.device.DeviceState;
import io.firstclaim.core.device.DeviceView;
import io.firstclaim.core.enrollment.Enrollment;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.core.trust.CertificateStatus;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.core.trust.TrustedCertificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What all lists promise: each field, compared by each of its operators with values that elements have and values that none has, gives exactly those that
/// [Selection#fulfils] says, in both orders, and counts them.
public abstract class ListsContract extends StoresContract {
    private final ResourceId acme = Samples.id();

    @Test
    final void enrollmentsAreChosenByEachOfTheirFields() {
        var first = Samples.enrollment(acme);
        var claimed = Samples.enrollment(acme);
        var later = new Enrollment(Samples.id(), 1, acme, Samples.fingerprint(), false, Samples.NOW.plusMillis(1),
                Samples.EXPIRY.plusMillis(1), null);
        run(stores -> {
            for (var enrollment : List.of(first, claimed, later, Samples.enrollment(Samples.id()))) {
                stores.enrollments().add(enrollment, null, Samples.NOW);
            }
            stores.enrollments().claim(claimed.claimedBy(Samples.id(), Samples.NOW));
        });
        check(Enrollment.FIELDS, Enrollment::id, Map.of("state", List.of("pending", "claimed")),
                (stores, selection) -> stores.enrollments().list(acme, Samples.NOW, selection),
                (stores, criteria) -> stores.enrollments().count(acme, Samples.NOW, criteria));
    }

    @Test
    final void devicesAreChosenByEachOfTheirFields() {
        var plain = Samples.device(acme, "meter 50%");
        var described = Samples.device(acme, "Meter_51").describedBy(
                new DeviceDetails("Name!", "It's 100% \"ours\"; -- \\", "set", Map.of()), Samples.EXPIRY);
        var registered = Samples.device(acme, "other").bootstrapped(Samples.EXPIRY).in(DeviceState.REGISTERED,
                Samples.EXPIRY);
        var preAssigned = new Device(Samples.id(), 1, acme, Samples.device(acme, "pre").endpointName(),
                Samples.fingerprint(), true, true, DeviceState.BOOTSTRAPPED, Samples.id(), Samples.EXPIRY, null, false,
                Samples.NOW);
        run(stores -> {
            for (var device : List.of(plain, described, registered, preAssigned, Samples.device(Samples.id(), "x"))) {
                stores.devices().add(device);
            }
            stores.registrations().put(Samples.registration(registered));
            stores.registrations().put(Samples.registration(described));
        });
        check(DeviceView.FIELDS, DeviceView::id,
                Map.of("endpoint_name", List.of("meter 50%", "METER", "r_5", "%", "_", "!"), "endpoint_type",
                        List.of("set", "meter"), "name", List.of("Name!", "e!"), "description",
                        List.of("100%", "\\", "';", "\"OURS")),
                (stores, selection) -> stores.devices().list(acme, selection),
                (stores, criteria) -> stores.devices().count(acme, criteria));
    }

    @Test
    final void accountsAreChosenByEachOfTheirFields() {
        var suspended = new Account(Samples.id(), 1, "Globex 100%", AccountStatus.SUSPENDED, 1, 0, 1, 0, Samples.NOW,
                Samples.EXPIRY);
        run(stores -> {
            stores.accounts().add(Samples.account(), null);
            stores.accounts().add(suspended, null);
        });
        check(Account.FIELDS, Account::id, Map.of("display_name", List.of("0%", "ACME")),
                (stores, selection) -> stores.accounts().list(selection),
                (stores, criteria) -> stores.accounts().count(criteria));
    }

    @Test
    final void keysAreChosenByEachOfTheirFields() {
        var inactive = new ApiKey(Samples.id(), 1, acme, "Reader_1", Role.ACCOUNT_READER, ApiKeyStatus.INACTIVE,
                Samples.EXPIRY, Samples.EXPIRY);
        run(stores -> {
            for (var key : List.of(Samples.apiKey(acme), inactive, Samples.apiKey(Samples.id()),
                    Samples.apiKey(null))) {
                stores.apiKeys().add(key, SecretHash.of(key.name()), null);
            }
        });
        check(ApiKey.FIELDS, ApiKey::id, Map.of("name", List.of("r_1", "x_1")),
                (stores, selection) -> stores.apiKeys().list(acme, selection),
                (stores, criteria) -> stores.apiKeys().count(acme, criteria));
    }

    @Test
    final void certificatesAreChosenByEachOfTheirFields() {
        var enrolling = Samples.trusted(acme, "enrolling", SampleCa.named("Maker 1").uploaded());
        var proven = Samples.trusted(acme, "proven", SampleCa.named("Other_2").uploaded(), CertificateStatus.INACTIVE,
                true);
        run(stores -> {
            stores.trustedCertificates().add(enrolling, null);
            stores.trustedCertificates().add(proven, null);
            stores.trustedCertificates().add(Samples.trusted(Samples.id(), "other", proven.ca()), null);
        });
        check(TrustedCertificate.fields(Samples.NOW), TrustedCertificate::id,
                Map.of("subject", List.of("cn=", "R_2"), "issuer", List.of("maker"), "valid",
                        List.of("true", "false"), "service", List.of("lwm2m")),
                (stores, selection) -> stores.trustedCertificates().list(acme, selection),
                (stores, criteria) -> stores.trustedCertificates().count(acme, criteria));
    }

    @Test
    final void aListOfCertificatesIsReadToItsEndHoweverFewFulfilTheConditions() {
        run(stores -> IntStream.range(0, 150).forEach(i -> stores.trustedCertificates().add(
                Samples.trusted(acme, (i % 70 == 9 ? "wanted " : "CA ") + i, SampleCa.named("CA").uploaded()), null)));
        assertThat(wanted(false, null, 10)).extracting(TrustedCertificate::name)
                .containsExactly("wanted 9", "wanted 79", "wanted 149");
        var firstTwo = wanted(false, null, 2);
        assertThat(firstTwo).extracting(TrustedCertificate::name).containsExactly("wanted 9", "wanted 79");
        assertThat(wanted(true, firstTwo.getLast().id(), 2)).containsExactly(firstTwo.getFirst());
        assertThat(wanted(true, null, 1)).extracting(TrustedCertificate::name).containsExactly("wanted 149");
    }

    private List<TrustedCertificate> wanted(boolean descending, @Nullable ResourceId after, int limit) {
        var criteria = TrustedCertificate.fields(Samples.NOW)
                .read(List.of(new Condition("name", Operator.CONTAINS, List.of("wanted"))));
        return listed(stores -> stores.trustedCertificates().list(acme,
                new Selection<>(criteria, descending, after, limit)));
    }

    private <T> void check(Fields<T> fields, Function<T, ResourceId> id, Map<String, List<String>> values,
            BiFunction<Stores, Selection<T>, List<T>> list, BiFunction<Stores, List<Criterion<T>>, Long> count) {
        List<T> all = in(stores -> list.apply(stores, Selection.first(100)));
        assertThat(all).hasSizeGreaterThan(1);
        for (var field : fields.all()) {
            for (var condition : conditions(field, all, values.getOrDefault(field.name(), List.of()))) {
                var criteria = fields.read(List.of(condition));
                for (var descending : List.of(true, false)) {
                    var selection = new Selection<>(criteria, descending, null, 100);
                    assertThat(this.<List<T>>in(stores -> list.apply(stores, selection))).as("%s", condition)
                            .isEqualTo(selection.from(all.stream(), id));
                }
                assertThat(this.<Long>in(stores -> count.apply(stores, criteria))).as("%s", condition)
                        .isEqualTo(all.stream().filter(element -> Selection.fulfils(element, criteria)).count());
            }
        }
    }

    /// Each operator of the field with each value, and with all where it takes many.
    private static <T> List<Condition> conditions(Field<T, ?> field, List<T> all, List<String> more) {
        var values = new ArrayList<>(more);
        all.stream().map(element -> written(field, element)).filter(written -> !written.isEmpty()).distinct()
                .forEach(values::add);
        var conditions = new ArrayList<Condition>();
        for (var operator : field.kind().operators()) {
            values.forEach(value -> conditions.add(new Condition(field.name(), operator, List.of(value))));
            if (operator.takesMany() && !values.isEmpty()) {
                conditions.add(new Condition(field.name(), operator, values));
            }
        }
        return conditions;
    }

    /// The value of a field as callers write it; empty when it is not set.
    private static <T> String written(Field<T, ?> field, T element) {
        var value = field.value().of(element);
        if (value == null) {
            return "";
        }
        return field.name().equals("enrollment_identity")
                ? new EnrollmentId((Fingerprint) value).toString()
                : value.toString();
    }
}
