using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Deployments;

/// <summary>The notes a Deployment keeps on itself and its ReplicaSets.</summary>
internal static class Annotations
{
    public const string Revision = "deployment.kubernetes.io/revision";
    public const string History = "deployment.kubernetes.io/revision-history";
    public const string DesiredReplicas = "deployment.kubernetes.io/desired-replicas";
    public const string MaxReplicas = "deployment.kubernetes.io/max-replicas";
    private const int LongestHistory = 2000;

    private static readonly HashSet<string> NotCopied =
        ["kubectl.kubernetes.io/last-applied-configuration", Revision, History, DesiredReplicas, MaxReplicas, "deprecated.deployment.rollback.to"];

    /// <summary>Brings the notes of the ReplicaSet of the current template up to date; whether anything changed.</summary>
    public static bool Renew(JsonObject set, JsonObject deployment, long revision)
    {
        var notes = set.Ensure("metadata", "annotations");
        var changed = CopyInto(notes, deployment.Object("metadata", "annotations"));
        var before = notes.Text(Revision);
        if (ParseRevision(before) >= revision)
        {
            return changed;
        }

        notes[Revision] = revision.ToString(CultureInfo.InvariantCulture);
        if (before is not null)
        {
            notes[History] = Lengthen(notes.Text(History), before);
        }

        return true;
    }

    public static void SetReplicas(JsonObject set, DeploymentSpec spec)
    {
        var notes = set.Ensure("metadata", "annotations");
        notes[DesiredReplicas] = spec.Replicas.ToString(CultureInfo.InvariantCulture);
        notes[MaxReplicas] = spec.MaxReplicas.ToString(CultureInfo.InvariantCulture);
    }

    public static bool ReplicasAreCurrent(ReplicaSetState set, DeploymentSpec spec) =>
        set.DesiredBefore == spec.Replicas && set.MaxBefore == spec.MaxReplicas;

    private static long ParseRevision(string? text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static bool CopyInto(JsonObject notes, JsonObject? source)
    {
        var changed = false;
        foreach (var (key, value) in source ?? [])
        {
            if (NotCopied.Contains(key) || notes.Text(key) == value.Text())
            {
                continue;
            }

            notes[key] = value.Text();
            changed = true;
        }

        return changed;
    }

    private static string Lengthen(string? history, string revision)
    {
        var parts = string.IsNullOrEmpty(history) ? [] : history.Split(',').ToList();
        parts.Add(revision);
        while (parts.Count > 1 && parts.Sum(p => p.Length + 1) - 1 > LongestHistory)
        {
            parts.RemoveAt(0);
        }

        return string.Join(',', parts);
    }
}
