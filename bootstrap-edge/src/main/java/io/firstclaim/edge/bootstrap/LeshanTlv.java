package io.firstclaim.edge.bootstrap;

import com.google.protobuf.ByteString;
import java.util.List;
import org.eclipse.leshan.core.tlv.Tlv;
import org.eclipse.leshan.core.tlv.Tlv.TlvType;
import org.eclipse.leshan.core.tlv.TlvEncoder;

/// LwM2M TLV (OMA LwM2M 1.1, section 7.4.5) by leshan-core.
final class LeshanTlv implements ResourceCodec {

    @Override
    public ByteString resources(List<Resource> resources) {
        return encode(tlvs(resources));
    }

    @Override
    public ByteString instances(List<Resource.Instance> instances) {
        return encode(instances.stream().map(LeshanTlv::tlv).toArray(Tlv[]::new));
    }

    private static Tlv tlv(Resource.Instance instance) {
        return new Tlv(TlvType.OBJECT_INSTANCE, tlvs(instance.resources()), null, instance.id());
    }

    private static Tlv[] tlvs(List<Resource> resources) {
        return resources.stream().map(resource -> new Tlv(TlvType.RESOURCE_VALUE, null, value(resource), resource.id()))
                .toArray(Tlv[]::new);
    }

    private static byte[] value(Resource resource) {
        return switch (resource) {
            case Resource.Text text -> TlvEncoder.encodeString(text.value());
            case Resource.Flag flag -> TlvEncoder.encodeBoolean(flag.value());
            case Resource.Whole whole -> TlvEncoder.encodeInteger(whole.value());
            case Resource.Opaque opaque -> opaque.value().toByteArray();
        };
    }

    private static ByteString encode(Tlv[] tlvs) {
        return ByteString.copyFrom(TlvEncoder.encode(tlvs));
    }
}
