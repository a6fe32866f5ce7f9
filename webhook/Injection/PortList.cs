using System.Globalization;

namespace CanaryMesh.Webhook.Injection;

/// <summary>A list of port numbers in Istio's form, parted by commas. What a team wrote stays as it is, ours comes behind it.</summary>
internal static class PortList
{
    private const string All = "*";

    public static bool Has(string? list, int port) => Numbers(list).Contains(port);

    /// <summary>The list with the ports that it lacks; null for none where there was none.</summary>
    public static string? With(string? list, IEnumerable<int> ports)
    {
        if (list?.Trim() == All)
        {
            return list;
        }

        var missing = string.Join(',', ports.Except(Numbers(list)).Select(port => port.ToString(CultureInfo.InvariantCulture)));
        return missing.Length == 0 ? list
            : string.IsNullOrWhiteSpace(list) ? missing
            : $"{list.TrimEnd().TrimEnd(',')},{missing}";
    }

    private static IEnumerable<int> Numbers(string? list) => (list ?? "")
        .Split(',', StringSplitOptions.TrimEntries)
        .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
        .Where(number => number > 0);
}
