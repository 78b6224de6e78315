package io.firstclaim.it.stack;

import com.google.protobuf.FieldMask;
import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreAddress;
import io.firstclaim.api.CoreChannel;
import io.firstclaim.api.CoreErrors;
import io.firstclaim.edge.EdgeIdentity;
import io.firstclaim.proto.account.v1.Account;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.account.v1.CreateAccountResponse;
import io.firstclaim.proto.account.v1.GetAccountRequest;
import io.firstclaim.proto.account.v1.UpdateAccountRequest;
import io.firstclaim.proto.claim.v1.ClaimEvent;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.ListClaimEventsRequest;
import io.firstclaim.proto.claim.v1.ListClaimEventsResponse;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc;
import io.firstclaim.proto.device.v1.ListDevicesRequest;
import io.firstclaim.proto.device.v1.ListDevicesResponse;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.Enrollment;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsRequest;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsResponse;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.proto.trust.v1.CreateTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc;
import io.firstclaim.proto.trust.v1.TrustedService;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// A [CoreProcess] that can be killed and started again on the same port and data.
public final class CoreInProcess implements AutoCloseable {
    private static final int PAGE = 1000;

    private final Path folder;
    private final List<String> database;
    private final Deque<CoreChannel> channels = new ArrayDeque<>();
    private final List<JavaProcess> launched = new ArrayList<>();
    private JavaProcess process;
    private int starts;
    private String[] ready;
    private final CoreAddress address;
    private final X509Certificate coreCa;
    private final Channel platform;

    private CoreInProcess(Path folder, List<String> database) throws IOException {
        this.folder = folder;
        this.database = database;
        process = launch(0);
        ready = process.awaitLine("READY");
        address = new CoreAddress("localhost", Integer.parseInt(ready[1]));
        coreCa = Identity.certificate(Files.readAllBytes(coreCaFile()));
        platform = channel(Caller.apiKey(ready[3]));
    }

    /// Starts one for the first time.
    public static CoreInProcess start(Path folder) throws IOException {
        return new CoreInProcess(folder, List.of());
    }

    /// Starts one beside others on one database.
    public static CoreInProcess start(Path folder, String jdbcUrl, Path passphraseFile) throws IOException {
        return new CoreInProcess(folder, List.of(jdbcUrl, passphraseFile.toString()));
    }

    private JavaProcess launch(int port) throws IOException {
        starts++;
        List<String> arguments = new ArrayList<>(
                List.of(data().toString(), Integer.toString(port), callsAreHeld().toString()));
        arguments.addAll(database);
        JavaProcess started = JavaProcess.start(CoreProcess.class, folder.resolve("core-" + starts + ".log"),
                arguments.toArray(String[]::new));
        launched.add(started);
        return started;
    }

    private Path data() {
        return folder.resolve("data");
    }

    /// `kill -9`.
    public void kill() {
        process.kill();
    }

    /// Starts it again.
    public void restart() throws IOException {
        process = launch(address.port());
        ready = process.awaitLine("READY");
        channels.forEach(CoreChannel::reconnectNow);
    }

    /// Where it listens, also while it is dead.
    public CoreAddress address() {
        return address;
    }

    /// The file with the CA that its certificate comes from.
    public Path coreCaFile() {
        return data().resolve("core-ca.pem");
    }

    /// The file with the CA that devices are provisioned with.
    public Path serverCaFile() {
        return data().resolve("server-ca.pem");
    }

    /// While this file is there, it holds the calls that [HeldCalls] says.
    Path callsAreHeld() {
        return folder.resolve("calls-are-held");
    }

    /// The words of all lines that it printed with this word first, in all its lives.
    public List<String[]> said(String word) {
        return launched.stream().flatMap(one -> one.lines(word).stream()).toList();
    }

    /// A new identity for an edge.
    public EdgeIdentity edgeIdentity() {
        return EdgeIdentity.join(address, coreCa, ready[2]);
    }

    /// The platform administrator.
    public AccountServiceGrpc.AccountServiceBlockingStub accounts() {
        return AccountServiceGrpc.newBlockingStub(platform).withWaitForReady();
    }

    /// A new account that trusts the CA for enrollment.
    public Customer customer(String name, int quota, OddCa ca) {
        CreateAccountResponse made = AccountServiceGrpc.newBlockingStub(platform)
                .createAccount(CreateAccountRequest.newBuilder().setDisplayName(name).setDeviceQuota(quota).build());
        Channel channel = channel(Caller.apiKey(made.getApiKey()));
        TrustedCertificateServiceGrpc.newBlockingStub(channel).createTrustedCertificate(CreateTrustedCertificateRequest
                .newBuilder()
                .setTrustedCertificate(TrustedCertificate.newBuilder().setName("Odd").setEnrollmentMode(true)
                        .setService(TrustedService.TRUSTED_SERVICE_BOOTSTRAP).setCertificate(Pems.of(ca.certificate())))
                .build());
        return new Customer(made.getAccount().getId(), made.getApiKey(), channel);
    }

    /// The same customer, at this core of the same database.
    public Customer here(Customer customer) {
        return new Customer(customer.id(), customer.apiKey(), channel(Caller.apiKey(customer.apiKey())));
    }

    /// Changes a quota.
    public void setQuota(Customer customer, int devices) {
        AccountServiceGrpc.newBlockingStub(platform).withWaitForReady().updateAccount(UpdateAccountRequest.newBuilder()
                .setAccount(Account.newBuilder().setId(customer.id()).setDeviceQuota(devices))
                .setUpdateMask(FieldMask.newBuilder().addPaths("device_quota")).build());
    }

    /// An edge that joined.
    public EdgeCalls joinEdge() {
        EdgeIdentity identity = edgeIdentity();
        return new EdgeCalls(channel(Caller.edge(identity.chain(), identity.key())));
    }

    /// A channel to it that is closed when it is.
    public Channel channel(Caller caller) {
        CoreChannel opened = CoreChannel.open(address, coreCa, caller);
        channels.push(opened);
        return opened.channel();
    }

    @Override
    public void close() {
        channels.forEach(CoreChannel::close);
        kill();
    }

    /// An account at this core.
    public record Customer(String id, String apiKey, Channel channel) {
        /// Lists an enrollment ID.
        public Enrollment enroll(String enrollmentId) {
            return EnrollmentServiceGrpc.newBlockingStub(channel).createEnrollment(
                    CreateEnrollmentRequest.newBuilder().setEnrollmentIdentity(enrollmentId).build()).getEnrollment();
        }

        /// Lists an enrollment ID that another account holds; whether the core let it.
        public boolean isAllowedToEnroll(String enrollmentId) {
            try {
                enroll(enrollmentId);
                return true;
            } catch (StatusRuntimeException refused) {
                if (CoreErrors.reasonOf(refused) == ErrorReason.ERROR_REASON_DUPLICATE) {
                    return false;
                }
                throw refused;
            }
        }

        /// The account as it is.
        public Account account() {
            return AccountServiceGrpc.newBlockingStub(channel).withWaitForReady()
                    .getAccount(GetAccountRequest.getDefaultInstance()).getAccount();
        }

        /// The whole list.
        public List<Enrollment> allEnrollments() {
            List<Enrollment> all = new ArrayList<>();
            String token = "";
            do {
                ListEnrollmentsResponse page = EnrollmentServiceGrpc.newBlockingStub(channel).withWaitForReady()
                        .listEnrollments(
                                ListEnrollmentsRequest.newBuilder().setPageSize(PAGE).setPageToken(token).build());
                all.addAll(page.getEnrollmentsList());
                token = page.getNextPageToken();
            } while (!token.isEmpty());
            return all;
        }

        /// All events.
        public List<ClaimEvent> allEvents() {
            List<ClaimEvent> all = new ArrayList<>();
            String token = "";
            do {
                ListClaimEventsResponse page = ClaimHistoryServiceGrpc.newBlockingStub(channel).withWaitForReady()
                        .listClaimEvents(
                                ListClaimEventsRequest.newBuilder().setPageSize(PAGE).setPageToken(token).build());
                all.addAll(page.getEventsList());
                token = page.getNextPageToken();
            } while (!token.isEmpty());
            return all;
        }

        /// All devices.
        public List<Device> allDevices() {
            List<Device> all = new ArrayList<>();
            String token = "";
            do {
                ListDevicesResponse page = DeviceServiceGrpc.newBlockingStub(channel).withWaitForReady()
                        .listDevices(ListDevicesRequest.newBuilder().setPageSize(PAGE).setPageToken(token).build());
                all.addAll(page.getDevicesList());
                token = page.getNextPageToken();
            } while (!token.isEmpty());
            return all;
        }
    }
}
