using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Deployments;

/// <summary>The ReplicaSet that a Deployment's template asks for.</summary>
internal static class ReplicaSetPlan
{
    private const int LongestName = 253;

    public static JsonObject Build(DeploymentRecord record, int wishedInAll, long revision)
    {
        var deployment = record.Object;
        var template = deployment.Object("spec", "template")?.Copy() ?? [];
        var hash = PodTemplate.Hash(template, record.Status.Collisions);
        template.Ensure("metadata", "labels")[PodTemplate.HashLabel] = hash;
        var set = new JsonObject
        {
            ["apiVersion"] = ControllerKind.ReplicaSet.ApiVersion,
            ["kind"] = ControllerKind.ReplicaSet.Kind,
            ["metadata"] = new JsonObject
            {
                ["name"] = NameFor(deployment.Name(), hash),
                ["namespace"] = deployment.Namespace(),
                ["labels"] = template.Object("metadata", "labels")?.Copy(),
                ["ownerReferences"] = new JsonArray(
                    Owner.Reference(deployment, ControllerKind.Deployment.ApiVersion, ControllerKind.Deployment.Kind)),
            },
            ["spec"] = SpecFor(record, template, hash, wishedInAll),
        };
        Annotations.Renew(set, deployment, revision);
        Annotations.SetReplicas(set, record.Spec);
        return set;
    }

    private static JsonObject SpecFor(DeploymentRecord record, JsonObject template, string hash, int wishedInAll)
    {
        var selector = record.Object.Object("spec", "selector")?.Copy() ?? [];
        selector.Ensure("matchLabels")[PodTemplate.HashLabel] = hash;
        var spec = new JsonObject
        {
            ["replicas"] = RollingMath.NewSize(record.Spec, wishedInAll, 0),
            ["selector"] = selector,
            ["template"] = template,
        };
        if (record.Spec.MinReadySeconds != 0)
        {
            spec["minReadySeconds"] = record.Spec.MinReadySeconds;
        }

        return spec;
    }

    private static string NameFor(string deployment, string hash)
    {
        var room = LongestName - hash.Length - 1;
        return $"{(deployment.Length > room ? deployment[..room] : deployment)}-{hash}";
    }
}
