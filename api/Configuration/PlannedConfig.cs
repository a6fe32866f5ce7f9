using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Api.Configuration;

/// <summary>The configuration part of a plan: what a template asks for at present, and a template with it.</summary>
public static class PlannedConfig
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>What a plan names; nothing where it has no such part: a plan is an annotation, and anyone may have written it.</summary>
    public static IReadOnlyDictionary<string, string> Of(PortPlan? plan) => plan?.Config ?? None;

    /// <summary>Hash of each ConfigMap and each pinned Secret that the template uses. <paramref name="maps"/> gives a ConfigMap's hash, "" if it is not
    /// to be followed, or null if there is none: then what was planned before stays, since its snapshot is still there. <paramref name="secrets"/>
    /// gives the same of a Secret; without it none is pinned.</summary>
    public static IReadOnlyDictionary<string, string> Wanted(
        JsonObject template, Func<string, string?> maps, IReadOnlyDictionary<string, string> before, Func<string, string?>? secrets = null)
    {
        var wanted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Take(ConfigReferences.Of(template), maps, ConfigKeys.OfConfigMap);
        Take(ConfigReferences.Secrets(template), secrets ?? (_ => ""), ConfigKeys.OfSecret);
        return wanted;

        void Take(IEnumerable<ConfigReference> references, Func<string, string?> present, Func<string, string> keyOf)
        {
            foreach (var reference in references)
            {
                var key = keyOf(reference.Name);
                if ((present(reference.Name) ?? (reference.Optional ? ConfigKeys.Absent : before.GetValueOrDefault(key))) is { Length: > 0 } hash)
                {
                    wanted[key] = hash;
                }
            }
        }
    }

    /// <summary>Whether two plans ask for the same content.</summary>
    public static bool IsSame(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(pair => other.GetValueOrDefault(pair.Key) == pair.Value);

    /// <summary>A copy of the template whose plan has this configuration; a template without a plan stays as it is.</summary>
    public static JsonObject With(JsonObject template, IReadOnlyDictionary<string, string> config)
    {
        var copy = (JsonObject)template.DeepClone();
        if (PortPlan.OfTemplate(template) is { } plan)
        {
            copy["metadata"]!["annotations"]![AnnotationNames.Plan] = (plan with { Config = config }).ToJson();
        }

        return copy;
    }
}
