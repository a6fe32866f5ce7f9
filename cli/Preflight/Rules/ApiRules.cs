namespace CanaryMesh.Cli.Preflight.Rules;

/// <summary>API versions that are asked for.</summary>
internal static class ApiRules
{
    private static readonly string[] Needed =
    [
        "apps/v1", "admissionregistration.k8s.io/v1", "apiextensions.k8s.io/v1", "authentication.k8s.io/v1", "authorization.k8s.io/v1", "coordination.k8s.io/v1",
        "discovery.k8s.io/v1", "networking.k8s.io/v1", "policy/v1", "rbac.authorization.k8s.io/v1",
    ];

    internal static IEnumerable<Finding> Of(PreflightFacts facts)
    {
        foreach (var missing in Needed.Where(each => !facts.Served.Contains(each)))
        {
            yield return Finding.Error(missing, "is not served", "upgrade the cluster, or have its administrator enable the API");
        }
        if (!facts.Served.Contains("autoscaling/v2"))
        {
            yield return Finding.Warning("autoscaling/v2", "is not served: the copy on trial is sized without the target's HorizontalPodAutoscaler", "nothing, if none is used");
        }
        if (!facts.Admission.Contains("mutatingadmissionpolicies"))
        {
            yield return Finding.Note(
                "mutatingadmissionpolicies.admissionregistration.k8s.io", "is not served in v1: versions are held by the webhook alone", "keep two webhook replicas; Kubernetes 1.36 serves it");
        }
        if (!facts.Served.Contains("external.metrics.k8s.io/v1beta1"))
        {
            yield return Finding.Note("external.metrics.k8s.io/v1beta1", "is not served", "nothing, unless a MetricTemplate has the provider externalmetrics");
        }
    }
}
