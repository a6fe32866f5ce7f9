using System.Globalization;
using System.Text.Json;

namespace CanaryMesh.Analyzer.Prometheus;

/// <summary>Reads the answer of /api/v1/query. Only the number leaves here: texts of a foreign server go nowhere.</summary>
internal static class PrometheusAnswer
{
    private static readonly PrometheusReading Odd = new PrometheusReading.Refused("the metrics server's answer has not the form of a query's");

    public static PrometheusReading Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
                && data.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Array
                ? Result(data, result)
                : Odd;
        }
        catch (JsonException)
        {
            return Odd;
        }
    }

    private static PrometheusReading Result(JsonElement data, JsonElement result) =>
        (data.TryGetProperty("resultType", out var type) ? type.ToString() : "") switch
        {
            "scalar" => Sample(result),
            "vector" => result.GetArrayLength() switch
            {
                0 => new PrometheusReading.NoData(),
                1 => result[0].ValueKind == JsonValueKind.Object && result[0].TryGetProperty("value", out var sample) ? Sample(sample) : Odd,
                var count => new PrometheusReading.ManySeries(count),
            },
            _ => new PrometheusReading.Refused("the query gives neither a scalar nor an instant vector"),
        };

    private static PrometheusReading Sample(JsonElement pair) =>
        pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2 && pair[1].ValueKind == JsonValueKind.String
            ? Number(pair[1].ToString())
            : Odd;

    private static PrometheusReading Number(string text) => text is "NaN" or "+Inf" or "-Inf" or "Inf"
        ? new PrometheusReading.NoData()
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? new PrometheusReading.Value(number)
            : Odd;
}
