using System.Diagnostics;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;

namespace CanaryMesh.Bench.Proxy;

/// <summary>How each proxy is told of the split.</summary>
internal static class Contenders
{
    public static Contender Ours(string binary, ControlServer control)
    {
        var plan = new PortPlan
        {
            V = 1,
            Ports = [new PlannedPort { Name = "http", App = Addresses.AppPort, Split = Ports.FirstSplit, Direct = Ports.FirstDirect, Container = "app" }],
        };
        var start = new ProcessStartInfo(binary) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[ProxyEnvironment.Plan] = plan.ToJson();
        start.Environment[ProxyEnvironment.PodIps] = Addresses.Primary.Address.ToString();
        start.Environment[ProxyEnvironment.AppHost] = "pod";
        start.Environment[ProxyEnvironment.Track] = AnnotationNames.Primary;
        start.Environment[ProxyEnvironment.DrainSeconds] = "0";
        start.Environment[ProxyEnvironment.ControlAddress] = control.Address;
        start.Environment[ProxyEnvironment.ControlName] = ControlServer.Name;
        start.Environment[ProxyEnvironment.CaBundle] = control.Bundle;
        start.Environment[ProxyEnvironment.CredentialsFolder] = control.CredentialsFolder;
        return new Contender("canarymesh", Addresses.Split, start, () => control.Answers.ServedAsync(TimeSpan.FromSeconds(20)));
    }

    // A draw of its own for each request. The balancers called random look the drawn number up on a ring on which servers stand at
    // scattered places, so the gaps between them, and not the weights alone, decide the share: 10.5 % where 10 % was asked.
    public static Contender Rival(string binary, string folder)
    {
        var configuration = Path.Combine(folder, "haproxy.cfg");
        File.WriteAllText(configuration, $$"""
            global
              nbthread 1
              maxconn 2000
            defaults
              mode http
              option forwardfor
              option http-keep-alive
              http-reuse always
              timeout connect 5s
              timeout client 60s
              timeout server 60s
            frontend split
              bind {{Addresses.Rival}}
              use_backend canary if { rand(100) lt {{BenchControl.Weight}} }
              default_backend primary
            backend primary
              server primary {{Addresses.Primary}}
            backend canary
              server canary {{Addresses.Canary}}

            """);
        var start = new ProcessStartInfo(binary, ["-db", "-f", configuration]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LD_LIBRARY_PATH"] = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(binary))!, "lib");
        return new Contender("haproxy", Addresses.Rival, start, () => Task.CompletedTask);
    }
}
