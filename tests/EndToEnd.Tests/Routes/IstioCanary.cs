namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>The Canary of an app in a mesh.</summary>
internal static class IstioCanary
{
    /// <summary>Each line of <paramref name="more"/> is one of spec.analysis; <paramref name="service"/> is what the section service says beside its port.</summary>
    public static string With(string service = "", string more = "") => $$"""
        apiVersion: flagger.app/v1beta1
        kind: Canary
        metadata: {name: web}
        spec:
          provider: istio
          targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          service: {port: 80{{service}} }
          analysis:
            interval: 2s
            threshold: 2
            stepWeight: 20
            maxWeight: 40
            metrics: [{name: request-success-rate, thresholdRange: {min: 99}, interval: 4s}]
        {{string.Join('\n', more.Split('\n').Select(line => "    " + line))}}
        """;
}
