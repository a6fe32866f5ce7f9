using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Judging;

/// <summary>An API server that keeps objects of one kind; it refuses what it is told to.</summary>
internal sealed class KeptMaps : IKubeApi
{
    private int _version;

    public Dictionary<string, JsonObject> Maps { get; } = [];

    public List<string> Calls { get; } = [];

    public Func<string, KubeResult?> Answer { get; set; } = _ => null;

    public string? Content(string name, string file) => Maps.GetValueOrDefault(name).Text("data", file);

    public Task<KubeResult> GetAsync(KubeKind kind, string? ns, string name, CancellationToken cancellation) =>
        Note($"get {name}", () => Maps.TryGetValue(name, out var found) ? Ok(found) : new(404, null, "NotFound", "no such object"));

    public Task<KubeResult> ListAsync(KubeKind kind, string? ns, string? labelSelector, CancellationToken cancellation) => Note($"list {labelSelector}", () =>
    {
        var label = labelSelector!.Split('=');
        return Ok(new() { ["items"] = new JsonArray([.. Maps.Values.Where(map => map.Label(label[0]) == label[1]).Select(map => map.DeepClone())]) });
    });

    public Task<KubeResult> CreateAsync(KubeKind kind, string? ns, JsonObject body, CancellationToken cancellation)
    {
        var name = body.Text("metadata", "name")!;
        return Note($"create {name}", () => Maps.ContainsKey(name) ? new(409, null, "AlreadyExists", "there is one") : Ok(Put(name, body)));
    }

    public Task<KubeResult> UpdateAsync(KubeKind kind, string? ns, string name, JsonObject body, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<KubeResult> PatchAsync(KubeKind kind, string? ns, string name, PatchKind patchKind, JsonNode patch, string? subresource, CancellationToken cancellation) => Note($"patch {name}", () =>
    {
        if (!Maps.TryGetValue(name, out var found))
        {
            return new(404, null, "NotFound", "no such object");
        }

        if (patch.Text("metadata", "resourceVersion") is { } version && version != found.Text("metadata", "resourceVersion"))
        {
            return new(409, null, "Conflict", "it has changed");
        }

        var changed = found.DeepClone().AsObject();
        Merge(changed, patch.AsObject());
        return Ok(Put(name, changed));
    });

    public Task<KubeResult> DeleteAsync(KubeKind kind, string? ns, string name, DeleteOptions? options, CancellationToken cancellation) =>
        Note($"delete {name}", () => Maps.Remove(name) ? Ok([]) : new(404, null, "NotFound", "no such object"));

    private static void Merge(JsonObject into, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                into.Remove(name);
            }
            else if (value is JsonObject inner && into[name] is JsonObject there)
            {
                Merge(there, inner);
            }
            else
            {
                into[name] = value.DeepClone();
            }
        }
    }

    private static KubeResult Ok(JsonObject body) => new(200, body.DeepClone().AsObject(), "", "");

    private JsonObject Put(string name, JsonObject map)
    {
        map = map.DeepClone().AsObject();
        map["metadata"]!["resourceVersion"] = (++_version).ToString(CultureInfo.InvariantCulture);
        return Maps[name] = map;
    }

    private Task<KubeResult> Note(string call, Func<KubeResult> answer)
    {
        lock (Calls)
        {
            Calls.Add(call);
            return Task.FromResult(Answer(call) ?? answer());
        }
    }
}
