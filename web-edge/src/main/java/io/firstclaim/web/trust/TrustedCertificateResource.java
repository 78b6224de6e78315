package io.firstclaim.web.trust;

import io.firstclaim.proto.trust.v1.CreateTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.DeleteTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.GetTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.ListTrustedCertificatesRequest;
import io.firstclaim.proto.trust.v1.ListTrustedCertificatesResponse;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc.TrustedCertificateServiceBlockingStub;
import io.firstclaim.proto.trust.v1.UpdateTrustedCertificateRequest;
import io.firstclaim.web.http.Answer;
import io.firstclaim.web.http.Call;
import io.firstclaim.web.http.Endpoint;
import io.firstclaim.web.http.HttpError;
import io.firstclaim.web.http.Resource;
import io.firstclaim.web.listing.Filters;
import io.firstclaim.web.listing.ListBody;
import io.firstclaim.web.listing.ListQuery;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// `/v3/trusted-certificates`: the CAs by which the account knows its devices.
public final class TrustedCertificateResource implements Resource {
    private static final String ALL = "/trusted-certificates";
    private static final String ONE = ALL + "/{id}";

    private final InstantSource clock;
    private final Filters filters;

    public TrustedCertificateResource(InstantSource clock) {
        this.clock = clock;
        this.filters = Filters.none().id("id", "id").text("name", "name")
                .choice("service", "service", Map.of("bootstrap", "bootstrap", "lwm2m", "lwm2m"))
                .choice("status", "status", Map.of("ACTIVE", "ACTIVE", "INACTIVE", "INACTIVE"))
                .truth("enrollment_mode", "enrollment_mode").id("owner", "owner_id").id("owner_id", "owner_id")
                .text("issuer", "issuer").text("subject", "subject")
                .text("certificate_fingerprint", "certificate_fingerprint").truth("valid", "valid")
                .time("validity", "expire_time").daysUntil("expire", "expire_time", clock)
                .time("created_at", "create_time").time("updated_at", "update_time").always("device_execution_mode", 0)
                .refused("account_id", "etag", "description", "certificate");
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.of("POST", ALL, this::create), Endpoint.of("GET", ALL, this::list),
                Endpoint.of("GET", ONE, this::get), Endpoint.of("PUT", ONE, this::update),
                Endpoint.of("DELETE", ONE, this::delete));
    }

    private Answer create(Call call) {
        TrustedCertificateServiceBlockingStub core = core(call);
        TrustedCertificateUpload upload = call.json(TrustedCertificateUpload.class);
        if (upload.service() == null) {
            throw HttpError.invalid("service", "'service' is missing: bootstrap or lwm2m is expected.");
        }
        return Answer.created(body(core.createTrustedCertificate(CreateTrustedCertificateRequest.newBuilder()
                .setTrustedCertificate(upload.certificateToSend()).setSignature(upload.proof()).build())
                .getTrustedCertificate()));
    }

    private Answer list(Call call) {
        TrustedCertificateServiceBlockingStub core = core(call);
        ListQuery query = ListQuery.of(call.query(), filters);
        ListTrustedCertificatesResponse page = core.listTrustedCertificates(ListTrustedCertificatesRequest.newBuilder()
                .setPageSize(query.limit()).setPageToken(query.pageToken()).setDescending(query.descending())
                .addAllConditions(query.conditions()).setIncludeTotalSize(true).build());
        return Answer.ok(ListBody.of(query, page.getNextPageToken(), page.getTotalSize(),
                page.getTrustedCertificatesList(), this::body));
    }

    private Answer get(Call call) {
        return Answer.ok(body(read(call)));
    }

    /// A change of nothing is a read.
    private Answer update(Call call) {
        TrustedCertificateServiceBlockingStub core = core(call);
        TrustedCertificateUpload change = call.json(TrustedCertificateUpload.class);
        if (change.mask().getPathsCount() == 0) {
            return get(call);
        }
        return Answer.ok(body(core.updateTrustedCertificate(UpdateTrustedCertificateRequest.newBuilder()
                .setTrustedCertificate(change.certificateToSend().setId(call.path("id")).setEtag(call.ifMatch()))
                .setUpdateMask(change.mask()).setSignature(change.proof()).build()).getTrustedCertificate()));
    }

    private Answer delete(Call call) {
        var _ = core(call).deleteTrustedCertificate(
                DeleteTrustedCertificateRequest.newBuilder().setId(call.path("id")).build());
        return Answer.empty();
    }

    private static TrustedCertificate read(Call call) {
        return core(call)
                .getTrustedCertificate(GetTrustedCertificateRequest.newBuilder().setId(call.path("id")).build())
                .getTrustedCertificate();
    }

    private TrustedCertificateBody body(TrustedCertificate certificate) {
        return TrustedCertificateBody.of(certificate, clock.instant());
    }

    private static TrustedCertificateServiceBlockingStub core(Call call) {
        return TrustedCertificateServiceGrpc.newBlockingStub(call.core());
    }
}
