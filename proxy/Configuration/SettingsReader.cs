using System.Globalization;
using System.Net;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;

namespace CanaryMesh.Proxy.Configuration;

/// <summary>Environment to settings; collects every fault, so that one start shows them all.</summary>
internal sealed class SettingsReader(Func<string, string?> environment)
{
    private readonly List<string> _faults = [];

    public static ProxySettings? Read(Func<string, string?> environment, out IReadOnlyList<string> faults)
    {
        var reader = new SettingsReader(environment);
        var settings = reader.Read();
        faults = reader._faults;
        return reader._faults.Count == 0 ? settings : null;
    }

    private ProxySettings Read()
    {
        var addresses = Addresses();
        var admin = Number(ProxyEnvironment.AdminPort, Ports.Admin, 1, 65535);
        var plan = Plan();
        CheckPorts(plan, admin);
        return new ProxySettings
        {
            Plan = plan,
            PodAddresses = addresses,
            AppAddress = AppAddress(addresses),
            AdminPort = admin,
            ControlAddress = ControlAddress(),
            ControlName = Value(ProxyEnvironment.ControlName) ?? "",
            CaBundle = Value(ProxyEnvironment.CaBundle) ?? "",
            CredentialsFolder = Value(ProxyEnvironment.CredentialsFolder) ?? Installation.ProxyMount,
            Drain = TimeSpan.FromSeconds(Number(ProxyEnvironment.DrainSeconds, 5, 0, 3600)),
            DrainToken = Value(ProxyEnvironment.DrainToken) ?? "",
            PodName = Value(ProxyEnvironment.PodName) ?? "",
            PodNamespace = Value(ProxyEnvironment.PodNamespace) ?? "",
            Track = Track(),
            LogLevel = Level(),
        };
    }

    private PortPlan Plan()
    {
        if (Value(ProxyEnvironment.Plan) is not { } text)
        {
            _faults.Add($"{ProxyEnvironment.Plan} is not set: the plan of the pod's ports is needed");
        }
        else if (PortPlan.Parse(text, out var fault) is { } plan)
        {
            return plan;
        }
        else
        {
            _faults.Add($"{ProxyEnvironment.Plan}: {fault}");
        }

        return new PortPlan { V = 1 };
    }

    private void CheckPorts(PortPlan plan, int admin)
    {
        var owners = new Dictionary<int, string> { [admin] = "the admin port" };
        if (plan.Ports.Count > Ports.MostSplit)
        {
            _faults.Add($"{ProxyEnvironment.Plan} has {plan.Ports.Count} ports; at most {Ports.MostSplit} can be split");
        }

        foreach (var port in plan.Ports)
        {
            Claim(owners, port.Split, $"the split listener of {port.Name}");
            Claim(owners, port.Direct, $"the direct listener of {port.Name}");
        }

        foreach (var port in plan.Ports.Where(port => owners.ContainsKey(port.App)))
        {
            _faults.Add($"{ProxyEnvironment.Plan}: number {port.App} of the app is also that of {owners[port.App]}");
        }
    }

    private void Claim(Dictionary<int, string> owners, int number, string owner)
    {
        if (!owners.TryAdd(number, owner))
        {
            _faults.Add($"{ProxyEnvironment.Plan}: number {number} belongs both to {owners[number]} and to {owner}");
        }
    }

    private IPAddress[] Addresses()
    {
        var texts = (Value(ProxyEnvironment.PodIps) ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (texts.Length == 0)
        {
            _faults.Add($"{ProxyEnvironment.PodIps} is not set: listeners bind the pod's own addresses only");
        }

        var addresses = new List<IPAddress>();
        foreach (var text in texts)
        {
            if (IPAddress.TryParse(text, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))
            {
                addresses.Add(address);
            }
            else
            {
                _faults.Add($"{ProxyEnvironment.PodIps}: '{text}' is no address of a pod");
            }
        }

        return [.. addresses];
    }

    private IPAddress AppAddress(IPAddress[] addresses)
    {
        var host = Value(ProxyEnvironment.AppHost) ?? "loopback";
        if (host is not ("loopback" or "pod"))
        {
            _faults.Add($"{ProxyEnvironment.AppHost} is '{host}'; known are loopback and pod");
        }

        return host == "pod" && addresses.Length > 0 ? addresses[0] : IPAddress.Loopback;
    }

    private Uri? ControlAddress()
    {
        if (Value(ProxyEnvironment.ControlAddress) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps)
        {
            return address;
        }

        _faults.Add($"{ProxyEnvironment.ControlAddress}: '{text}' is no https address");
        return null;
    }

    private string Track()
    {
        var track = Value(ProxyEnvironment.Track) ?? "";
        if (track is not ("" or AnnotationNames.Primary or AnnotationNames.Canary))
        {
            _faults.Add($"{ProxyEnvironment.Track} is '{track}'; known are primary and canary");
        }

        return track;
    }

    private LogLevel Level()
    {
        var text = Value(ProxyEnvironment.LogLevel) ?? nameof(LogLevel.Information);
        if (Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) && Enum.IsDefined(level) && !int.TryParse(text, out _))
        {
            return level;
        }

        _faults.Add($"{ProxyEnvironment.LogLevel} is '{text}'; known are Trace, Debug, Information, Warning and Error");
        return LogLevel.Information;
    }

    private int Number(string name, int fallback, int least, int most)
    {
        if (Value(name) is not { } text)
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        _faults.Add($"{name} is '{text}'; expected is a whole number from {least} to {most}");
        return fallback;
    }

    private string? Value(string name) => environment(name) is { Length: > 0 } value ? value : null;
}
