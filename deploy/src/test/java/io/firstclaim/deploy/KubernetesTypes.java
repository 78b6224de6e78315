package io.firstclaim.deploy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;

/// The API's types as Kubernetes publishes them: which fields there are, and which are required.
final class KubernetesTypes {
    private static final String MODELS = "io.kubernetes.client.openapi.models.";
    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("v1 Service", "V1Service"),
            Map.entry("v1 ServiceAccount", "V1ServiceAccount"), Map.entry("apps/v1 Deployment", "V1Deployment"),
            Map.entry("apps/v1 StatefulSet", "V1StatefulSet"),
            Map.entry("policy/v1 PodDisruptionBudget", "V1PodDisruptionBudget"),
            Map.entry("autoscaling/v2 HorizontalPodAutoscaler", "V2HorizontalPodAutoscaler"),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", "V1NetworkPolicy"),
            Map.entry("networking.k8s.io/v1 Ingress", "V1Ingress"));
    /// Not of Kubernetes itself.
    private static final List<String> OTHERS = List.of("monitoring.coreos.com/v1 PodMonitor");

    private KubernetesTypes() {}

    /// What the API would refuse; the first thing only, and nothing when it wouldn't.
    static List<String> complaints(Node manifest) {
        String kind = manifest.get("apiVersion").text() + " " + manifest.get("kind").text();
        if (OTHERS.contains(kind)) {
            return List.of();
        }
        String type = TYPES.get(kind);
        if (type == null) {
            return List.of("there is no kind " + kind);
        }
        JsonElement json = new Gson().toJsonTree(manifest.value());
        try {
            Class.forName(MODELS + type).getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
            return List.of();
        } catch (InvocationTargetException refused) {
            return List.of(kind + ": " + refused.getTargetException().getMessage());
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
