using CanaryMesh.Certs.Command;

return await CertificateCommand.RunAsync(args, Console.In, Console.Out, Console.Error);
