using System.Globalization;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Http;

/// <summary>Values of a query, read as the real server reads them: whatever is not false is true.</summary>
internal static class QueryValues
{
    public static bool? Flag(IQueryCollection query, string name) =>
        query[name] is [var text, ..] ? !string.Equals(text, "false", StringComparison.OrdinalIgnoreCase) && text != "0" : null;

    public static long? Number(IQueryCollection query, string name) =>
        query[name] is not [{ Length: > 0 } text, ..] ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Refusals.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax");

    public static string? Text(IQueryCollection query, string name) => query[name] is [{ Length: > 0 } text, ..] ? text : null;
}
