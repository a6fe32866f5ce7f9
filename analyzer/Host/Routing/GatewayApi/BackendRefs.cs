using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>The backends of a rule. Weights are always written, also those of 0; filters of the backend that was there stay on both sides.</summary>
internal sealed class BackendRefs(RouteIntent intent, JsonObject before)
{
    private const int Whole = 100;
    private readonly RouteServices services = RouteServices.Of(intent);

    public JsonArray Both(int weight, string? setPrimary, string? setCanary) =>
        new(To(intent.Primary, Whole - weight, setPrimary), To(intent.OnTrial, weight, setCanary));

    public JsonArray Primary() => new(To(intent.Primary, Whole, null));

    public JsonArray OnTrial() => new(To(intent.OnTrial, Whole, null));

    /// <summary>One of them, as a filter names it.</summary>
    public JsonObject Reference(string name) => new() { ["group"] = "", ["kind"] = BackendName.Service, ["name"] = name, ["port"] = intent.Port };

    private JsonObject To(string name, int weight, string? cookie)
    {
        var backend = Reference(name);
        backend["weight"] = weight;
        var filters = cookie is null ? new JsonArray([.. Filters(name).Select(each => each.DeepClone())]) : HeaderFilters.WithCookie(Filters(name), cookie);
        if (filters.Count > 0)
        {
            backend["filters"] = filters;
        }

        return backend;
    }

    // A route that split by hand has filters for each side, any other those of the apex for both.
    private IEnumerable<JsonObject> Filters(string name)
    {
        var backends = RouteServices.Backends(before);
        return (backends.FirstOrDefault(each => services.Name(each) == name) ?? backends.FirstOrDefault(each => services.Name(each) == intent.Apex)).Objects("filters");
    }
}
