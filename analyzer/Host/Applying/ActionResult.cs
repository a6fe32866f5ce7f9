using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>Answers of actions that had nothing to ask of the API server.</summary>
internal static class ActionResult
{
    public static KubeResult Nothing { get; } = new(200, null, "", "");

    /// <summary>Absent already is as good as deleted; present already is as good as created.</summary>
    public static KubeResult Forgive(KubeResult result) => result.NotFound || result.AlreadyExists ? Nothing : result;
}
