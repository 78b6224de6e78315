package io.firstclaim.edge.bootstrap;

import com.google.protobuf.ByteString;
import io.firstclaim.edge.bootstrap.Write.Format;
import java.util.List;

/// The plans: which writes, in which order, give a device what it was granted. Pure functions of the grant and of what the client can do.
///
/// No single order suits all clients. The Pelion client wants whole object instances, needs `DELETE /0` before them, and can't be asked what it
/// has. Other clients keep their bootstrap account, whose key no server knows, and are told only its new URI.
public final class Plans {

    private static final int SECURITY_MODE_CERTIFICATE = 2;
    private static final int USAGE_TRUST_ANCHOR = 2;
    private static final int LWM2M_INSTANCE = 0;
    private static final int BOOTSTRAP_INSTANCE = 1;
    private static final int SERVER_INSTANCE = 0;

    private final ResourceCodec codec;

    Plans(ResourceCodec codec) {
        this.codec = codec;
    }

    /// Plans whose payloads are LwM2M TLV.
    public static Plans inTlv() {
        return new Plans(new LeshanTlv());
    }

    /// Plan P, for the Pelion client.
    List<Write> objects(Provisioning granted) {
        ByteString security = codec.instances(List.of(new Resource.Instance(LWM2M_INSTANCE, lwm2mAccount(granted)),
                new Resource.Instance(BOOTSTRAP_INSTANCE, bootstrapAccount(granted))));
        ByteString server = codec.instances(List.of(new Resource.Instance(SERVER_INSTANCE, server(granted))));
        return List.of(Write.delete("/0"), Write.put("/0", Format.TLV, security), Write.put("/1", Format.TLV, server),
                Write.FINISH);
    }

    /// Plan S, for a client that told which instance of object 0 is its bootstrap account.
    public List<Write> instances(Provisioning granted, int bootstrapInstance) {
        int lwm2mInstance = bootstrapInstance == 0 ? 1 : 0;
        return List.of(Write.delete("/0"), Write.delete("/1"),
                Write.put("/0/" + lwm2mInstance, Format.TLV, codec.resources(lwm2mAccount(granted))),
                Write.put("/0/" + bootstrapInstance + "/0", Format.TEXT,
                        ByteString.copyFromUtf8(granted.bootstrapUri())),
                Write.put("/1/" + SERVER_INSTANCE, Format.TLV, codec.resources(server(granted))), Write.FINISH);
    }

    /// Plan S for a client that can't be asked. Nothing is deleted and its bootstrap URI stays as it is, since nobody knows where that is.
    List<Write> instancesUnasked(Provisioning granted) {
        return List.of(Write.put("/0/1", Format.TLV, codec.resources(lwm2mAccount(granted))),
                Write.put("/1/" + SERVER_INSTANCE, Format.TLV, codec.resources(server(granted))), Write.FINISH);
    }

    /// LwM2M Security (OMA LwM2M 1.1, appendix E.1), in ascending order, which some clients need.
    private static List<Resource> lwm2mAccount(Provisioning granted) {
        return List.of(new Resource.Text(0, granted.lwm2mUri()), new Resource.Flag(1, false),
                new Resource.Whole(2, SECURITY_MODE_CERTIFICATE), new Resource.Opaque(3, granted.deviceCertificate()),
                new Resource.Opaque(4, granted.serverCertificate()), new Resource.Opaque(5, granted.privateKey()),
                new Resource.Whole(10, granted.shortServerId()), new Resource.Whole(15, USAGE_TRUST_ANCHOR));
    }

    /// Without keys: what is omitted stays as the factory made it.
    private static List<Resource> bootstrapAccount(Provisioning granted) {
        return List.of(new Resource.Text(0, granted.bootstrapUri()), new Resource.Flag(1, true),
                new Resource.Whole(2, SECURITY_MODE_CERTIFICATE));
    }

    /// LwM2M Server (OMA LwM2M 1.1, appendix E.2).
    private static List<Resource> server(Provisioning granted) {
        return List.of(new Resource.Whole(0, granted.shortServerId()), new Resource.Whole(1, granted.lifetimeSeconds()),
                new Resource.Flag(6, false), new Resource.Text(7, "U"));
    }
}
