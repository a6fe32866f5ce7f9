namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>The Canary of an app in a mesh.</summary>
internal static class IstioCanary
{
    private const string Steps = """
        stepWeight: 20
        maxWeight: 40
        """;

    /// <summary>Each line of <paramref name="steps"/> is one of spec.analysis; <paramref name="service"/> is what the section service says beside its port.</summary>
    public static string With(string service = "", string steps = Steps) => $$"""
        apiVersion: flagger.app/v1beta1
        kind: Canary
        metadata: {name: web}
        spec:
          provider: istio
          targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          service: {port: 80{{service}} }
          analysis:
            interval: 3s
            threshold: 2
            metrics:
              - {name: request-success-rate, thresholdRange: {min: 99}, interval: 8s}
              - {name: request-duration, thresholdRange: {max: 8000}, interval: 8s}
        {{string.Join('\n', steps.Split('\n').Select(line => "    " + line))}}
        """;
}
