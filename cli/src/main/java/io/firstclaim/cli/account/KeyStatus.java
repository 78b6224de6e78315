package io.firstclaim.cli.account;

import com.google.protobuf.FieldMask;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.ApiKey;
import io.firstclaim.proto.account.v1.ApiKeyStatus;
import io.firstclaim.proto.account.v1.UpdateApiKeyRequest;
import io.grpc.Channel;
import java.util.function.Function;

/// Whether an API key works.
final class KeyStatus {
    private KeyStatus() {}

    /// The request that changes it.
    static Function<Channel, ApiKey> change(String id, ApiKeyStatus status) {
        UpdateApiKeyRequest request = UpdateApiKeyRequest.newBuilder()
                .setApiKey(ApiKey.newBuilder().setId(id).setStatus(status))
                .setUpdateMask(FieldMask.newBuilder().addPaths("status")).build();
        return channel -> AccountServiceGrpc.newBlockingStub(channel).updateApiKey(request).getApiKey();
    }
}
