/** What consoles say of machines. */

export const VM_SIZES = [
  "B1s",
  "B2ms",
  "D2s v3",
  "D4s v5",
  "E8 v4",
  "t3.micro",
  "t3.large",
  "m5.xlarge",
  "c6g.medium",
  "n1-standard-4",
  "2 vCPU, 8 GiB",
  "4 vCPU, 16 GiB",
];

export const DATABASE_ENGINES = [
  "PostgreSQL 16",
  "MySQL 8.0",
  "MariaDB 11",
  "SQLite",
  "MongoDB 7",
  "Oracle 19c",
  "SQL Server 2022",
  "Redis 7.2",
];

export const OPERATING_SYSTEMS = [
  "Ubuntu 24.04",
  "Debian 12",
  "Windows Server 2022",
  "Windows 11",
  "macOS 15",
  "Fedora 41",
  "Alpine 3.20",
  "RHEL 9",
];

export const PORTS = [22, 25, 53, 80, 443, 587, 993, 1433, 3000, 3306, 5000, 5432, 6379, 8000, 8080, 8443, 9000, 9090];
