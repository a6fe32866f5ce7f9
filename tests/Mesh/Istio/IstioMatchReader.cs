using System.Text.Json;
using CanaryMesh.Mesh.Reading;
using CanaryMesh.Mesh.Requests;

namespace CanaryMesh.Mesh.Istio;

/// <summary>Reads spec.http[].match[].</summary>
internal static class IstioMatchReader
{
    public static IstioMatch Read(JsonElement item, string @namespace)
    {
        var ignoresCase = item.Flag("ignoreUriCase");
        return new IstioMatch
        {
            Uri = item.At("uri") is { } uri ? IstioText.Read(uri, ignoresCase) : null,
            Scheme = Text(item, "scheme"),
            Method = Text(item, "method"),
            Authority = Text(item, "authority"),
            Headers = Conditions(item, "headers"),
            WithoutHeaders = Conditions(item, "withoutHeaders"),
            QueryParameters = Conditions(item, "queryParams"),
            Port = item.Whole("port"),
            SourceLabels = item.Map("sourceLabels"),
            SourceNamespace = item.Text("sourceNamespace"),
            Gateways = [.. item.Texts("gateways").Select(gateway => HostNames.Gateway(gateway, @namespace))],
        };
    }

    private static TextMatch? Text(JsonElement item, string name) => item.At(name) is { } found ? IstioText.Read(found) : null;

    private static Dictionary<string, TextMatch?> Conditions(JsonElement item, string name) =>
        item.Members(name).ToDictionary(each => each.Name, each => IstioText.Read(each.Value), StringComparer.Ordinal);
}
