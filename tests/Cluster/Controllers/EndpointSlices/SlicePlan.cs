using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.EndpointSlices;

/// <summary>Which slices a Service should have, and which of those it has are changed, made or removed for that.</summary>
internal sealed record SlicePlan(
    IReadOnlyList<(JsonObject Slice, SliceContent Content)> Update, IReadOnlyList<SliceContent> Create, IReadOnlyList<JsonObject> Delete)
{
    public const int MostEndpoints = 100;

    public static SlicePlan For(IEnumerable<SliceContent> wished, IReadOnlyList<JsonObject> existing)
    {
        var free = existing.OrderBy(s => s.Name(), StringComparer.Ordinal).ToList();
        var update = new List<(JsonObject, SliceContent)>();
        var homeless = new List<SliceContent>();
        foreach (var content in wished)
        {
            var home = free.Find(s => SliceContent.Of(s).HasPorts(content.Ports));
            if (home is null)
            {
                homeless.Add(content);
                continue;
            }

            free.Remove(home);
            update.Add((home, content));
        }

        // A slice that nobody needs any more becomes one that is missing.
        var reused = Math.Min(free.Count, homeless.Count);
        update.AddRange(free.Take(reused).Zip(homeless));
        return new SlicePlan(update, [.. homeless.Skip(reused)], [.. free.Skip(reused)]);
    }

    /// <summary>The contents of a Service's slices: by ports, at most so many endpoints in each, and an empty one if there is nobody.</summary>
    public static IReadOnlyList<SliceContent> Group(IEnumerable<(IReadOnlyList<SlicePort> Ports, JsonObject Endpoint)> endpoints)
    {
        var groups = new List<(IReadOnlyList<SlicePort> Ports, List<JsonObject> Endpoints)>();
        foreach (var (ports, endpoint) in endpoints)
        {
            var group = groups.Find(g => g.Ports.SequenceEqual(ports));
            if (group.Endpoints is null)
            {
                group = (ports, []);
                groups.Add(group);
            }

            group.Endpoints.Add(endpoint);
        }

        return groups.Count == 0
            ? [new SliceContent([], [])]
            : [.. groups.SelectMany(g => g.Endpoints.Chunk(MostEndpoints).Select(c => new SliceContent(g.Ports, c)))];
    }
}
