using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Selectors;

/// <summary>A selector over the few fields a kind lets itself be selected by.</summary>
internal sealed class FieldSelector(IReadOnlyList<Requirement> requirements)
{
    public bool Empty => requirements.Count == 0;

    /// <summary>The one name that is selected, if the selector says so.</summary>
    public string? Name => requirements.FirstOrDefault(r => r is { Key: "metadata.name", Operator: "in" })?.Values[0];

    public bool Matches(JsonObject o) => requirements.All(r => r.Matches(o.At(r.Key.Split('.')) switch
    {
        null => "",
        JsonValue v when v.GetValueKind() == System.Text.Json.JsonValueKind.String => v.GetValue<string>(),
        var other => other.ToJsonString(),
    }));

    public static FieldSelector Parse(string? text, ResourceKind? kind)
    {
        var all = new List<Requirement>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, op, value) = Split(part) ?? throw Refusals.BadRequest($"invalid selector: '{text}'; can't understand '{part}'");
            if (kind is not null && key is not ("metadata.name" or "metadata.namespace") && !kind.SelectableFields.Contains(key))
            {
                throw Refusals.BadRequest(Unknown(kind, key));
            }

            all.Add(new Requirement(key, op, [value]));
        }

        return new FieldSelector(all);
    }

    private static string Unknown(ResourceKind kind, string key) => (kind.Group, kind.Kind) switch
    {
        ("", "Pod" or "Node" or "Event" or "Secret" or "Namespace" or "Service") or ("events.k8s.io", "Event") or ("batch", "Job") => $"field label not supported: {key}",
        _ when kind.SelectableFields.Count > 0 => $"field label not supported: {key}",
        _ => $"\"{key}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"",
    };

    private static (string Key, string Operator, string Value)? Split(string part)
    {
        foreach (var (sign, op) in (ReadOnlySpan<(string, string)>)[("!=", "notin"), ("==", "in"), ("=", "in")])
        {
            var at = part.IndexOf(sign, StringComparison.Ordinal);
            if (at >= 0)
            {
                return (part[..at], op, part[(at + sign.Length)..]);
            }
        }

        return null;
    }
}
