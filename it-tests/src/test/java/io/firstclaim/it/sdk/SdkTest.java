package io.firstclaim.it.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.arm.mbed.cloud.sdk.accountmanagement.model.Account;
import com.arm.mbed.cloud.sdk.accountmanagement.model.AccountStatus;
import com.arm.mbed.cloud.sdk.accountmanagement.model.ApiKey;
import com.arm.mbed.cloud.sdk.accountmanagement.model.ApiKeyStatus;
import com.arm.mbed.cloud.sdk.certificates.model.Certificate;
import com.arm.mbed.cloud.sdk.certificates.model.CertificateListOptions;
import com.arm.mbed.cloud.sdk.certificates.model.CertificateStatus;
import com.arm.mbed.cloud.sdk.certificates.model.CertificateType;
import com.arm.mbed.cloud.sdk.common.MbedCloudException;
import com.arm.mbed.cloud.sdk.common.listing.ListOptions;
import com.arm.mbed.cloud.sdk.common.listing.ListResponse;
import com.arm.mbed.cloud.sdk.common.listing.Paginator;
import com.arm.mbed.cloud.sdk.common.listing.filtering.FilterOperator;
import com.arm.mbed.cloud.sdk.devicedirectory.model.Device;
import com.arm.mbed.cloud.sdk.devicedirectory.model.DeviceListOptions;
import com.arm.mbed.cloud.sdk.devicedirectory.model.DeviceState;
import com.arm.mbed.cloud.sdk.enrollment.model.EnrollmentClaim;
import com.arm.mbed.cloud.sdk.internal.enrollment.model.BulkResponse;
import io.firstclaim.it.rest.AnyIdentity;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.MeterAssert;
import io.firstclaim.it.stack.Rest;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import retrofit2.Response;

/// `com.arm.mbed.cloud.sdk:mbed-cloud-sdk:2.0.0` as it was published, over HTTPS. After each test, everything that came over the wire is compared with
/// the contract's table.
@ExtendWith(RunningStack.class)
class SdkTest {
    private final Stack stack;
    private final Tenant acme;
    private final Maker maker;
    private final WireRecorder wire = new WireRecorder();
    private final SdkClient sdk;

    @TempDir
    private static Path folder;

    SdkTest(Stack stack) throws Exception {
        this.stack = stack;
        acme = stack.tenant("Acme");
        maker = stack.maker("Meter maker");
        sdk = SdkClient.of("https://localhost:" + stack.web().httpsPort(), acme.apiKey(), stack.web().certificate(),
                folder);
    }

    @AfterEach
    void theJsonOnTheWireEqualsTheContract() {
        wire.close();
        assertThat(wire.exchanges()).isNotEmpty();
        assertThat(wire.exchanges().stream().filter(exchange -> exchange.status() != 204)).allSatisfy(
                exchange -> assertThat(ContractTable.deviations(exchange.body())).as(exchange.toString()).isEmpty());
        assertThat(wire.exchanges().stream().filter(exchange -> exchange.status() == 204))
                .allSatisfy(exchange -> assertThat(exchange.body()).isEmpty());
    }

    @Test
    void anEnrollmentIsAddedReadListedAndDeleted() throws Exception {
        String identity = AnyIdentity.text();

        EnrollmentClaim added = sdk.enrollments().addEnrollmentClaim(identity);

        assertThat(added.getClaimId()).isEqualTo(identity);
        assertThat(added.getAccountId()).isEqualTo(acme.id());
        assertThat(added.getExpiresAt()).isAfter(added.getCreatedAt());
        assertThat(added.getClaimedAt()).isNull();
        assertThat(sdk.enrollments().getEnrollmentClaim(added.getId())).hasToString(added.toString());
        assertThat(sdk.enrollments().listAllEnrollmentClaims(null).all()).hasToString("[" + added + "]");
        sdk.enrollments().deleteEnrollmentClaim(added);
        assertThat(sdk.enrollments().getEnrollmentClaim(added.getId())).isNull();
        assertThat(sdk.enrollments().getLastApiMetadata().getStatusCode()).isEqualTo(404);
    }

    @Test
    void whatIsRefusedComesWithItsReason() throws Exception {
        String identity = AnyIdentity.text();
        sdk.enrollments().addEnrollmentClaim(identity);

        assertThatThrownBy(() -> sdk.enrollments().addEnrollmentClaim(identity)).isInstanceOf(MbedCloudException.class)
                .rootCause().hasMessageContaining("duplicate")
                .hasMessageContaining("Enrollment identity is already claimed.");
        assertThatThrownBy(() -> sdk.enrollments().addEnrollmentClaim("A-00")).isInstanceOf(MbedCloudException.class)
                .rootCause().hasMessageContaining("validation_error").hasMessageContaining("enrollment_identity");
    }

    @Test
    void enrollmentsArePagedThrough() throws Exception {
        List<String> added = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            added.add(sdk.enrollments().addEnrollmentClaim(AnyIdentity.text()).getId());
        }
        ListOptions pages = new ListOptions().pageSize(2);

        Paginator<EnrollmentClaim> all = sdk.enrollments().listAllEnrollmentClaims(pages);
        ListResponse<EnrollmentClaim> first = sdk.enrollments().listEnrollmentClaims(pages);

        assertThat(all.all()).extracting(EnrollmentClaim::getId).isEqualTo(added);
        assertThat(all.getElementsTotal()).isEqualTo(5);
        assertThat(all.getPagesNumber()).isEqualTo(3);
        assertThat(first.hasMore()).isTrue();
        assertThat(first.getTotalCount()).isEqualTo(5);
        assertThat(first.getPageSize()).isEqualTo(2);
    }

    @Test
    void everythingIsDeletedWhileItIsPagedThrough() throws Exception {
        for (int i = 0; i < 5; i++) {
            sdk.enrollments().addEnrollmentClaim(AnyIdentity.text());
        }

        for (EnrollmentClaim one : sdk.enrollments().listAllEnrollmentClaims(new ListOptions().pageSize(2))) {
            sdk.enrollments().deleteEnrollmentClaim(one);
        }

        assertThat(sdk.enrollments().listEnrollmentClaims(null).getTotalCount()).isZero();
    }

    @Test
    void aCertificateInEnrollmentModeIsUploadedListedChangedAndDeleted() throws Exception {
        Certificate upload = new Certificate("Maker's CA", CertificateType.BOOTSTRAP, true);
        upload.setCertificateData(maker.certificatePem());
        upload.setDescription("of the meters");
        upload.setStatus(CertificateStatus.ACTIVE);

        Certificate added = sdk.certificates().addCertificate(upload);

        assertThat(added.isEnrollmentMode()).isTrue();
        assertThat(added.getStatus()).isEqualTo(CertificateStatus.ACTIVE);
        assertThat(added.getAccountId()).isEqualTo(acme.id());
        assertThat(added.getSubject()).contains("CN=Meter maker");
        assertThat(added.getServerUri()).isEqualTo(stack.bootstrapUri() + "?aid=" + acme.id());
        assertThat(added.getServerCertificate()).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(listed(true)).containsExactly(added.getId());
        assertThat(listed(false)).isEmpty();

        added.setDescription("of all meters");
        added.setStatus(CertificateStatus.INACTIVE);
        Certificate changed = sdk.certificates().updateCertificate(added);
        assertThat(changed.getDescription()).isEqualTo("of all meters");
        assertThat(changed.getStatus()).isEqualTo(CertificateStatus.INACTIVE);
        assertThat(sdk.certificates().getCertificate(added.getId()).getDescription()).isEqualTo("of all meters");

        sdk.certificates().deleteCertificate(added);
        assertThat(sdk.certificates().getCertificate(added.getId())).isNull();
    }

    private List<String> listed(boolean enrollmentMode) throws MbedCloudException {
        CertificateListOptions options = new CertificateListOptions();
        options.setTypeFilter(CertificateType.BOOTSTRAP);
        options.setNameFilter("Maker's CA");
        options.setIssuerFilter("Meter maker");
        options.setEnrollmentFilter(enrollmentMode);
        List<String> ids = new ArrayList<>();
        sdk.certificates().listAllCertificates(options).forEach(certificate -> ids.add(certificate.getId()));
        return ids;
    }

    @Test
    void aCertificateIsInactiveUnlessToldOtherwise() throws Exception {
        Certificate upload = new Certificate("Maker's CA", CertificateType.BOOTSTRAP, true);
        upload.setCertificateData(maker.certificatePem());

        assertThat(sdk.certificates().addCertificate(upload).getStatus()).isEqualTo(CertificateStatus.INACTIVE);
    }

    @Test
    void developerCertificatesAreRefused() {
        assertThatThrownBy(() -> sdk.certificates()
                .addDeveloperCertificate(new Certificate("mine", CertificateType.DEVELOPER, false))).rootCause()
                .hasMessageContaining("access_denied");
    }

    @Test
    void aDeviceThatClaimedItselfIsListedReadAndNamed() throws Exception {
        Meter meter = maker.makes("meter-1");
        acme.trusts(maker);
        String enrollment = sdk.enrollments().addEnrollmentClaim(meter.enrollmentId()).getId();
        meter.powerOn();
        MeterAssert.assertThat(meter).isRegisteredTo(acme);
        DeviceListOptions filters = new DeviceListOptions();
        filters.addAliasFilter("meter-1", FilterOperator.EQUAL);
        filters.addStateFilter(DeviceState.REGISTERED, FilterOperator.EQUAL);

        Device listed = sdk.devices().listAllDevices(filters).all().getFirst();

        Device read = sdk.devices().getDevice(listed.getId());
        assertThat(read.getAlias()).isEqualTo("meter-1");
        assertThat(read.getState()).isEqualTo(DeviceState.REGISTERED);
        assertThat("A-" + read.getCertificateFingerprint()).isEqualTo(meter.enrollmentId());
        assertThat(read.getClaimedAt()).isNotNull();
        EnrollmentClaim claimed = sdk.enrollments().getEnrollmentClaim(enrollment);
        assertThat(claimed.getDeviceId()).isEqualTo(read.getId());
        assertThat(claimed.getClaimedAt()).isEqualTo(read.getClaimedAt());

        read.setName("In the cellar");
        read.setCustomAttributes(Map.of("floor", "-1"));
        assertThat(sdk.devices().updateDevice(read).getName()).isEqualTo("In the cellar");
        assertThat(sdk.devices().getDevice(read.getId()).getCustomAttributes()).containsEntry("floor", "-1");

        assertThatThrownBy(() -> sdk.devices().deleteDevice(read.getId())).rootCause()
                .hasMessageContaining("validation_error");
        filters.addStateFilter(DeviceState.UNENROLLED, FilterOperator.EQUAL);
        assertThat(sdk.devices().listAllDevices(filters).all()).isEmpty();
    }

    @Test
    void theAccountIsReadAndItsKeysAreMadeChangedAndDeleted() throws Exception {
        Account own = sdk.accounts().getAccount();
        assertThat(own.getId()).isEqualTo(acme.id());
        assertThat(own.getDisplayName()).isEqualTo("Acme");
        assertThat(own.getStatus()).isEqualTo(AccountStatus.ACTIVE);
        assertThat(own.getLimits()).containsKey("device_quota");

        ApiKey key = sdk.accounts().addApiKey(new ApiKey("script"));
        Rest script = stack.rest().as(key.getKey());
        assertThat(key.getKey()).startsWith("ak_" + key.getId()).hasSize(67);
        assertThat(key.getStatus()).as("what the SDK asks for unless told otherwise").isEqualTo(ApiKeyStatus.INACTIVE);
        assertThat(script.get("/v3/accounts/me").status()).isEqualTo(401);

        key.setName("robot");
        key.setStatus(ApiKeyStatus.ACTIVE);
        assertThat(sdk.accounts().updateApiKey(key).getName()).isEqualTo("robot");
        assertThat(sdk.accounts().getApiKey(key.getId()).getStatus()).isEqualTo(ApiKeyStatus.ACTIVE);
        assertThat(script.get("/v3/accounts/me").text("id")).isEqualTo(acme.id());
        assertThat(sdk.accounts().listAllApiKeys(null).all()).extracting(ApiKey::getName).contains("robot");
        sdk.accounts().deleteApiKey(key);
        assertThat(sdk.accounts().getApiKey(key.getId())).isNull();
    }

    @Test
    void aFileIsUploadedAndItsReportsSayWhatBecameOfEachRow() throws Exception {
        String good = AnyIdentity.text();
        String taken = AnyIdentity.text();
        stack.tenant("Other").enroll(taken);

        BulkResponse made = taken(sdk.bulk().createBulkDeviceEnrollment(
                file("enrollment_identity\n" + good + "\n" + taken + "\n")).execute());
        assertThat(made.getFullReportFile()).isNull();
        assertThat(made.getErrorsReportFile()).isNull();
        await().atMost(Limits.STEP).until(() -> task(made.getId()).getStatus() == BulkResponse.StatusEnum.COMPLETED);

        BulkResponse done = task(made.getId());
        assertThat(done.getTotalCount()).isEqualTo(2);
        assertThat(done.getProcessedCount()).isEqualTo(2);
        assertThat(done.getErrorsCount()).isEqualTo(1);
        assertThat(done.getCompletedAt()).isNotNull();
        assertThat(fetched(done.getFullReportFile())).startsWith(
                "\"entity__id\",\"entity__created_at\",\"error__code\",\"error__type\",\"error__message\",\"error__fields\"\r\n")
                .contains("\"" + good + "\",\"20");
        assertThat(fetched(done.getErrorsReportFile()))
                .isEqualTo("\"entity__id\",\"error__code\",\"error__type\",\"error__message\",\"error__fields\"\r\n\""
                        + taken + "\",\"409\",\"duplicate\",\"Enrollment identity is already claimed.\",\"\"\r\n");
        assertThat(sdk.enrollments().listAllEnrollmentClaims(null).all()).extracting(EnrollmentClaim::getClaimId)
                .containsExactly(good);
    }

    private static MultipartBody.Part file(String csv) {
        return MultipartBody.Part.createFormData("enrollment_identities", "meters.csv",
                RequestBody.create(MediaType.parse("text/csv"), csv));
    }

    private BulkResponse task(String id) throws IOException {
        return taken(sdk.bulk().getBulkDeviceEnrollment(id).execute());
    }

    private static BulkResponse taken(Response<BulkResponse> response) {
        assertThat(response.isSuccessful()).isTrue();
        return response.body();
    }

    /// A report by its path alone, as some clients fetch it, with the same key.
    private String fetched(String url) {
        return stack.rest(acme).get(URI.create(url).getPath()).body();
    }
}
