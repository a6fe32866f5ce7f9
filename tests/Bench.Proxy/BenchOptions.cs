using System.Globalization;

namespace CanaryMesh.Bench.Proxy;

/// <summary>What is measured: both binaries, the rates asked for, how long a window is and how often each is measured.</summary>
internal sealed record BenchOptions(string Proxy, string Rival, IReadOnlyList<int> Rates, TimeSpan Window, int Rounds, int Connections)
{
    public const string Usage = "usage: bench PROXY-BINARY HAPROXY-BINARY [--rates 1000,4000] [--seconds 4] [--rounds 5] [--connections 32]";

    public static BenchOptions? Parse(string[] arguments)
    {
        if (arguments.Length < 2 || !File.Exists(arguments[0]) || !File.Exists(arguments[1]))
        {
            return null;
        }

        var options = new BenchOptions(arguments[0], arguments[1], [1000, 4000], TimeSpan.FromSeconds(4), 5, 32);
        for (var index = 2; index + 1 < arguments.Length; index += 2)
        {
            var value = arguments[index + 1];
            switch (arguments[index])
            {
                case "--rates":
                    options = options with { Rates = [.. value.Split(',').Select(Number)] };
                    break;
                case "--seconds":
                    options = options with { Window = TimeSpan.FromSeconds(Number(value)) };
                    break;
                case "--rounds":
                    options = options with { Rounds = Number(value) };
                    break;
                case "--connections":
                    options = options with { Connections = Number(value) };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
