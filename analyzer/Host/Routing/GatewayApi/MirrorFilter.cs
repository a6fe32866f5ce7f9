using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>The filter that sends a backend a copy of the requests.</summary>
internal static class MirrorFilter
{
    public const string Type = "RequestMirror";

    private const string Member = "requestMirror";
    private const int Whole = 100;

    /// <summary>A copy of all to a backend that the Canary names.</summary>
    public static JsonObject Of(JsonObject backend)
    {
        var whole = new JsonObject { ["group"] = "", ["kind"] = BackendName.Service };
        foreach (var (name, value) in backend.Where(pair => pair.Value is not null))
        {
            whole[name] = value!.DeepClone();
        }

        return new() { ["type"] = Type, [Member] = new JsonObject { ["backendRef"] = whole } };
    }

    /// <summary>A copy of some percent of them. All of them go without the number, which older releases do not know.</summary>
    public static JsonObject Of(JsonObject backend, int percent)
    {
        var filter = Of(backend);
        if (percent < Whole)
        {
            filter.Within(Member)["percent"] = percent;
        }

        return filter;
    }

    /// <summary>Percent of the requests that go to one of our Services as a copy.</summary>
    public static int Percent(JsonObject rule, string service, RouteServices services) =>
        Math.Min(Whole, rule.Objects("filters").Where(each => LeadsTo(each, service, services)).Sum(Percent));

    /// <summary>Whether a filter of a rule sends its copies to one of our Services.</summary>
    public static bool LeadsTo(JsonObject filter, string service, RouteServices services) => services.Name(Target(filter)) == service && filter.Text("type") == Type;

    private static JsonObject Target(JsonObject filter) => filter.At(Member, "backendRef") as JsonObject ?? [];

    private static int Percent(JsonObject filter) => filter.At(Member) switch
    {
        var mirror when mirror.Number("percent") is { } percent => percent,
        var mirror when mirror.Number("fraction", "numerator") is { } part => (int)Math.Round((double)Whole * part / Math.Max(1, mirror.Number("fraction", "denominator") ?? Whole)),
        _ => Whole,
    };
}
